export * from './baseUrl.ts';
export * from './errors.ts';
export * from './httpClient.ts';
export { HttpResponse } from './response.ts';
export type { Transport, WireRequest, WireResponse } from './transport.ts';
export { UndiciTransport } from './undiciTransport.ts';
