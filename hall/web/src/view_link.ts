// Follows one view of the hall over a WebSocket, for as long as the page is open.
export interface LinkState { since: Date | null; refused: string | null }

/** Tries again after these times, in ms; the last one again and again. */
const pauses = [250, 500, 1000, 2000, 5000];
/** A quiet hall sends nothing and a page cannot see pings, so that it asks; a connection without an
 * answer is taken for dead. In ms. */
const askEvery = 10_000;
const deadAfter = 25_000;
/** Before a command is sent again that the hall could not take. In ms. */
const commandPause = 1000;

interface Pending { text: string; settle: (refusal: string | null) => void }

export class ViewLink<View extends { revision: number }> {
  private socket: WebSocket | null = null;
  private tries = 0;
  private heardAt = 0;
  private lost: Date | null = new Date();
  private refused: string | null = null;
  private readonly pending = new Map<string, Pending>();
  private commands = 0;

  constructor(private readonly view: string,
              private readonly arrived: (document: View) => void,
              private readonly changed: (state: LinkState) => void) {
    this.connect();
    setInterval(() => this.watch(), askEvery);
    // A phone that wakes up has a dead connection without knowing it.
    addEventListener('online', () => this.again());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.watch();
    });
  }

  /** Does something in the hall: resolves with null when it is done, else with the reason of the
   * refusal. Sent again under the same request_id until there is an answer, so that it is done once. */
  command(method: string, params: Record<string, string>): Promise<string | null> {
    const id = `command ${++this.commands}`;
    const request = { ...params, request_id: randomId() };
    const text = JSON.stringify({ jsonrpc: '2.0', id, method, params: request });
    return new Promise((settle) => {
      this.pending.set(id, { text, settle });
      this.send(id);
    });
  }

  private send(id: string): void {
    const command = this.pending.get(id);
    if (command && this.socket?.readyState === WebSocket.OPEN) this.socket.send(command.text);
  }

  private connect(): void {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${location.host}/rpc`);
    this.socket = socket;
    this.heardAt = Date.now();
    socket.onopen = () => {
      this.ask(socket, 'view.subscribe');
      for (const id of this.pending.keys()) this.send(id);
    };
    socket.onmessage = (message) => { if (socket === this.socket) this.hear(message.data); };
    socket.onclose = () => { if (socket === this.socket) this.lose(); };
  }

  private ask(socket: WebSocket, method: string): void {
    socket.send(JSON.stringify({ jsonrpc: '2.0', id: method, method, params: { view: this.view } }));
  }

  private hear(text: string): void {
    this.heardAt = Date.now();
    const message = JSON.parse(text);
    const command = this.pending.get(message.id);
    if (command) {
      const reason: string | null = message.error ? message.error.data?.reason ?? message.error.message : null;
      if (reason === 'not_now' || message.error?.code === -32603) {
        setTimeout(() => this.send(message.id), commandPause);
        return;
      }
      this.pending.delete(message.id);
      command.settle(reason);
      return;
    }
    if (message.error) {
      this.refused = message.error.message ?? 'error';
      this.tell();
      return;
    }
    const document = message.method === 'view.changed' ? message.params : message.result;
    if (!document || document.view !== this.view) return;
    this.tries = 0;
    this.lost = null;
    this.refused = null;
    this.tell();
    this.arrived(document as View);
  }

  private lose(): void {
    this.socket = null;
    this.lost ??= new Date();
    this.tell();
    setTimeout(() => { if (!this.socket) this.connect(); },
               pauses[Math.min(this.tries++, pauses.length - 1)]! * (0.75 + Math.random() / 2));
  }

  private again(): void {
    const old = this.socket;
    this.socket = null;
    old?.close();
    this.connect();
  }

  private watch(): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    if (Date.now() - this.heardAt > deadAfter) {
      this.lost ??= new Date();
      this.tell();
      this.again();
    } else if (Date.now() - this.heardAt >= askEvery / 2) {
      this.ask(this.socket, 'hall.view');
    }
  }

  private tell(): void {
    this.changed({ since: this.lost, refused: this.refused });
  }
}

/** 32 hexadecimal digits. */
function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
