import { axisTop, withUnit } from './format.js';

// A line chart in SVG: time from left to right, zero at the bottom, one line a series and a band from min to max
// behind the first, or behind two if there are no more. Colours come from the style sheet, so the theme needs no redraw.

const SVG = 'http://www.w3.org/2000/svg';
const HEIGHT = 150;
const INSET = { left: 62, right: 8, top: 8, bottom: 18 };
const MAX_SERIES = 9;
const BANDS_UP_TO = 2;

function element(name, attributes = {}, parent) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  parent?.append(node);
  return node;
}

export class LineChart {
  #series = new Map();
  #hidden = 0;
  #cursorTime = null;
  #width = 320;
  #data = () => [];
  #range = [0, 1];

  /** data(name) gives the points { t, min, avg, max } of a series, oldest first. */
  constructor(parent, { id, title, unit, data, colors = {} }) {
    this.unit = unit;
    this.#data = data;
    this.colors = colors;
    this.figure = document.createElement('figure');
    if (id) this.figure.id = id;
    const caption = document.createElement('figcaption');
    caption.textContent = title;
    this.svg = element('svg', { role: 'img', 'aria-label': title });
    this.axes = element('g', {}, this.svg);
    this.lines = element('g', {}, this.svg);
    this.cursor = element('line', { class: 'cursor', y1: INSET.top, y2: HEIGHT - INSET.bottom, visibility: 'hidden' }, this.svg);
    this.legend = document.createElement('ul');
    this.legend.className = 'legend';
    this.figure.append(caption, this.svg, this.legend);
    parent.append(this.figure);
    this.svg.addEventListener('pointermove', event => this.#pointTo(event.offsetX));
    this.svg.addEventListener('pointerleave', () => this.#pointTo(null));
    new ResizeObserver(([entry]) => { this.#width = Math.max(160, entry.contentRect.width); this.render(...this.#range); }).observe(this.svg);
  }

  /** Makes room for a series; the ninth and later ones are left to the table. */
  add(name) {
    if (this.#series.has(name)) return;
    if (this.#series.size >= MAX_SERIES) {
      this.#hidden++;
      this.more ??= this.legend.appendChild(Object.assign(document.createElement('li'), { className: 'more' }));
      this.more.textContent = `and ${this.#hidden} more in the table`;
      return;
    }
    const color = `var(--s${this.colors[name] ?? this.#series.size})`;
    const band = element('path', { class: 'band' }, this.lines);
    const line = element('path', { class: 'line', 'data-series': name }, this.lines);
    band.style.fill = color;
    line.style.stroke = color;
    const item = document.createElement('li');
    const swatch = Object.assign(document.createElement('span'), { className: 'swatch' });
    swatch.style.background = color;
    const value = Object.assign(document.createElement('span'), { className: 'value' });
    item.append(swatch, name, value);
    this.more ? this.more.before(item) : this.legend.append(item);
    this.#series.set(name, { band, line, value, banded: this.#series.size === 0 });
  }

  render(from, to) {
    this.#range = [from, to];
    this.svg.setAttribute('viewBox', `0 0 ${this.#width} ${HEIGHT}`);
    const visible = new Map();
    let max = 0;
    for (const name of this.#series.keys()) {
      const points = this.#data(name).filter(point => point.t >= from && point.t <= to);
      visible.set(name, points);
      for (const point of points) max = Math.max(max, point.max);
    }
    const top = axisTop(max, this.unit);
    const x = t => INSET.left + (t - from) / (to - from) * (this.#width - INSET.left - INSET.right);
    const y = value => INSET.top + (1 - Math.max(0, value) / top) * (HEIGHT - INSET.top - INSET.bottom);
    this.#drawAxes(from, to, top, y);
    let points = 0;
    for (const [name, { band, line, banded }] of this.#series) {
      const runs = splitAtGaps(visible.get(name));
      line.setAttribute('d', runs.map(run => path(run.map(p => [x(p.t), y(p.avg)]))).join(''));
      band.setAttribute('d', !banded && this.#series.size > BANDS_UP_TO ? '' : runs.map(run =>
        path([...run.map(p => [x(p.t), y(p.max)]), ...run.toReversed().map(p => [x(p.t), y(p.min)])]) + 'Z').join(''));
      points = Math.max(points, visible.get(name).length);
    }
    this.figure.dataset.points = points;
    this.#label(visible, x);
  }

  #drawAxes(from, to, top, y) {
    this.axes.replaceChildren();
    for (const value of [0, top / 2, top]) {
      element('line', { class: 'axis', x1: INSET.left, x2: this.#width - INSET.right, y1: y(value), y2: y(value) }, this.axes);
      element('text', { x: INSET.left - 6, y: y(value) + 4, 'text-anchor': 'end' }, this.axes).textContent = withUnit(value, this.unit);
    }
    const seconds = Math.round((to - from) / 1000);
    element('text', { x: INSET.left, y: HEIGHT - 4 }, this.axes).textContent = `${seconds} s ago`;
    element('text', { x: this.#width - INSET.right, y: HEIGHT - 4, 'text-anchor': 'end' }, this.axes).textContent = 'now';
  }

  /** The legend tells the values under the pointer, or the latest. */
  #label(visible, x) {
    const time = this.#cursorTime;
    this.cursor.setAttribute('visibility', time === null ? 'hidden' : 'visible');
    if (time !== null) for (const end of ['x1', 'x2']) this.cursor.setAttribute(end, x(time));
    for (const [name, { value }] of this.#series) {
      const points = visible.get(name);
      const point = time === null ? points.at(-1) : nearest(points, time);
      value.textContent = point ? withUnit(point.avg, this.unit) : '–';
    }
  }

  #pointTo(offset) {
    const [from, to] = this.#range;
    const share = offset === null ? null : (offset - INSET.left) / (this.#width - INSET.left - INSET.right);
    this.#cursorTime = share === null || share < 0 || share > 1 ? null : from + share * (to - from);
    this.render(from, to);
  }
}

function path(points) {
  return points.map(([x, y], i) => (i === 0 ? 'M' : 'L') + x.toFixed(1) + ' ' + y.toFixed(1)).join('');
}

/** The point next to a time; none where the line has not begun yet. */
function nearest(points, time) {
  if (!points.length || time < points[0].t) return null;
  return points.reduce((best, point) => !best || Math.abs(point.t - time) < Math.abs(best.t - time) ? point : best, null);
}

/** Where windows are missing there is no line either: three times the usual distance is a gap. */
function splitAtGaps(points) {
  const steps = points.slice(1).map((point, i) => point.t - points[i].t).sort((a, b) => a - b);
  const usual = steps[Math.floor(steps.length / 2)] ?? 0;
  const runs = [];
  points.forEach((point, i) => {
    if (i === 0 || point.t - points[i - 1].t > 3 * usual) runs.push([]);
    runs.at(-1).push(point);
  });
  return runs;
}
