/** Certificate or key file that cannot be read. */
export class CertificateFileError extends Error {
  readonly path: string;
  constructor(path: string, cause: unknown) {
    super(`the certificate file ${path} cannot be read`, { cause });
    this.name = 'CertificateFileError';
    this.path = path;
  }
}
