/** The hall's clock, by what its documents say. A document may have waited before it was read, so
 * that the latest clock that any of them implies is the right one. */
export class HallTime {
  private ahead: number | null = null;

  read(documentNow: string): void {
    const ahead = Date.parse(documentNow) - Date.now();
    this.ahead = this.ahead === null ? ahead : Math.max(this.ahead, ahead);
  }
  now(): Date { return new Date(Date.now() + (this.ahead ?? 0)); }
  /** Seconds since a moment of the hall. */
  since(moment: string): number { return (this.now().getTime() - Date.parse(moment)) / 1000; }
}
