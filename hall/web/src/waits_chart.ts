import uPlot from 'uplot';
import type { ManagerHalfHour } from './views';
import { tr } from './text';

const colours = { line: '#0B5D66', band: '#E3EFEE', p90: '#4A5D68', grid: '#E6E2D8', text: '#4A5D68' };
const font = '12px Inter, sans-serif';

/** Today's waits by half hour of the call: the mean, and the wait that nine of ten stayed under. */
export class WaitsChart {
  private plot: uPlot | null = null;
  private starts: string[] = [];
  private language = '';

  constructor(private readonly place: HTMLElement) {
    new ResizeObserver(() => this.resize()).observe(place);
  }

  show(halfHours: ManagerHalfHour[], language: string): void {
    const called = halfHours.filter(({ wait_mean_s }) => wait_mean_s !== null);
    if (called.length === 0) {
      this.plot?.destroy();
      this.plot = null;
      this.place.textContent = tr('Belum ada nomor yang dipanggil hari ini.');
      return;
    }
    this.starts = halfHours.map(({ start }) => (language === 'en' ? start : start.replace(':', '.')));
    const inMinutes = (s: number | null) => (s === null ? null : s / 60);
    const data: uPlot.AlignedData = [
      halfHours.map((_, index) => index),
      halfHours.map(({ wait_p90_s }) => inMinutes(wait_p90_s)),
      halfHours.map(({ wait_mean_s }) => inMinutes(wait_mean_s)),
    ];
    if (this.plot && this.language === language) {
      this.plot.setData(data);
      return;
    }
    this.language = language;
    this.plot?.destroy();
    this.place.textContent = '';
    this.plot = new uPlot(this.options(), data, this.place);
  }

  private options(): uPlot.Options {
    const points = { show: true, size: 7 };
    return {
      width: this.place.clientWidth || 600,
      height: 260,
      scales: {
        x: { time: false, range: (_, low, high) => [low - 0.5, high + 0.5] },
        y: { range: (_, __, high) => [0, Math.max(15, Math.ceil((high ?? 0) / 5) * 5)] },
      },
      axes: [
        { font, stroke: colours.text, grid: { show: false }, ticks: { show: false }, incrs: [1, 2, 4, 8],
          values: (_, at) => at.map((index) => this.starts[index] ?? '') },
        { font, stroke: colours.text, grid: { stroke: colours.grid, width: 1 }, ticks: { show: false },
          size: 44, incrs: [5, 10, 15, 30, 60, 120] },
      ],
      series: [
        { label: tr('Pukul'), value: (_, index) => this.starts[index] ?? '–' },
        { label: tr('9 dari 10 di bawah'), stroke: colours.p90, width: 2, dash: [6, 5],
          fill: colours.band, points, value: say },
        { label: tr('Rata-rata'), stroke: colours.line, width: 3, points, value: say },
      ],
    };
  }

  private resize(): void {
    if (this.plot) this.plot.setSize({ width: this.place.clientWidth, height: 260 });
  }
}

const say = (_: uPlot, value: number | null) => (value === null ? '–' : tr('{} mnt', Math.round(value)));
