import { posix } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

interface UriParts {
  readonly scheme?: string;
  readonly authority?: string;
  readonly path?: string;
  readonly query?: string;
  readonly fragment?: string;
}

/** Addresses, as far as the extension takes them apart. */
export class Uri {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;

  private constructor({ scheme = '', authority = '', path = '', query = '', fragment = '' }: UriParts) {
    this.scheme = scheme;
    this.authority = authority;
    this.path = path;
    this.query = query;
    this.fragment = fragment;
  }

  static from(parts: UriParts): Uri {
    return new Uri(parts);
  }

  static file(path: string): Uri {
    return new Uri({ scheme: 'file', path: pathToFileURL(path).pathname });
  }

  static parse(text: string): Uri {
    const [, scheme = '', authority = '', path = '', query = '', fragment = ''] =
      /^([\w+.-]+):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(text) ?? [];
    const decoded = decodeURIComponent;
    return new Uri({ scheme, authority, path: decoded(path), query: decoded(query), fragment: decoded(fragment) });
  }

  static joinPath(base: Uri, ...parts: readonly string[]): Uri {
    return base.with({ path: posix.join(base.path, ...parts) });
  }

  get fsPath(): string {
    return this.scheme === 'file' ? fileURLToPath(`file://${this.path}`) : this.path;
  }

  with(parts: UriParts): Uri {
    return new Uri({ ...this.toJSON(), ...parts });
  }

  toString(): string {
    const authority = this.authority || this.scheme === 'file' ? `//${this.authority}` : '';
    const query = this.query && `?${encodeURIComponent(this.query)}`;
    const fragment = this.fragment && `#${encodeURIComponent(this.fragment)}`;
    const path = encodeURI(this.path).replace(/[?#]/g, encodeURIComponent);
    return `${this.scheme}:${authority}${path}${query}${fragment}`;
  }

  toJSON(): UriParts {
    const { scheme, authority, path, query, fragment } = this;
    return { scheme, authority, path, query, fragment };
  }
}
