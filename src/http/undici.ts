// The parts of undici that the transport uses, and no more: its index would also load fetch, WebSocket and the rest,
// and write globalThis's two dispatcher slots, which every extension in the host shares. Bundled as a file of its own,
// loaded at the first request.
import request from 'undici/lib/api/api-request.js';
import Agent from 'undici/lib/dispatcher/agent.js';

export { Agent, request };
