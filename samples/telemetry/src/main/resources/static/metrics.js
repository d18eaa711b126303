import { LineChart } from './chart.js';
import { count, withUnit } from './format.js';

// One chart for the metrics that share a name up to the last dot, one row of the table for each metric.
// It knows no metric by name, so any publisher is shown.

const MAX_CHARTS = 24;

function slug(text) {
  return text.replace(/[^A-Za-z0-9]+/g, '-');
}

/** Metrics of one group with two units have two charts; the second one's id tells the unit. */
function freeId(id, suffix) {
  return document.getElementById(id) ? id + '-' + suffix : id;
}

export class Metrics {
  #points = new Map();
  #latest = {};
  #charts = new Map();
  #rows = new Map();
  #lastTime = 0;

  constructor({ charts, note, table, total }) {
    Object.assign(this, { charts, note, table, total });
  }

  get lastTime() {
    return this.#lastTime;
  }

  add(window, spanMillis) {
    if (window.time <= this.#lastTime) return;
    this.#lastTime = window.time;
    this.#latest = window.metrics;
    for (const [name, { min, avg, max, unit }] of Object.entries(window.metrics)) {
      if (!this.#points.has(name)) {
        this.#points.set(name, []);
        this.#place(name, unit);
      }
      this.#points.get(name).push({ t: window.time, min, avg, max });
    }
    for (const [name, points] of this.#points) {
      while (points.length && points[0].t < window.time - spanMillis) points.shift();
      if (!points.length && !(name in window.metrics)) this.#forget(name);
    }
  }

  #place(name, unit) {
    const dot = name.lastIndexOf('.');
    const group = dot > 0 ? name.slice(0, dot) : name;
    const key = group + ' ' + unit;
    if (!this.#charts.has(key) && this.#charts.size < MAX_CHARTS) {
      this.#charts.set(key, new LineChart(this.#card(), {
        id: freeId('chart-' + slug(group), slug(unit)), title: group, unit, data: series => this.#points.get(dot > 0 ? group + '.' + series : series) ?? [],
      }));
    }
    const chart = this.#charts.get(key);
    if (chart) {
      chart.add(dot > 0 ? name.slice(dot + 1) : name);
    } else {
      this.note.textContent = 'There are more metrics than charts: the others are in the table.';
      this.note.hidden = false;
    }
  }

  #card() {
    this.note.hidden = true;
    const card = Object.assign(document.createElement('div'), { className: 'card' });
    this.charts.append(card);
    return card;
  }

  /** A metric that is gone for a whole span leaves the table; its chart stays, empty, in case it returns. */
  #forget(name) {
    this.#points.delete(name);
    this.#rows.get(name)?.remove();
    this.#rows.delete(name);
  }

  render(spanMillis) {
    for (const chart of this.#charts.values()) chart.render(this.#lastTime - spanMillis, this.#lastTime);
    this.total.textContent = count(Object.keys(this.#latest).length);
    for (const [name, summary] of Object.entries(this.#latest)) this.#row(name, summary);
  }

  #row(name, { last, min, avg, max, unit }) {
    let row = this.#rows.get(name);
    if (!row) {
      row = document.createElement('tr');
      row.append(Object.assign(document.createElement('th'), { scope: 'row', textContent: name }));
      for (let i = 0; i < 4; i++) row.append(document.createElement('td'));
      this.#rows.set(name, row);
      this.table.append(row);
    }
    [last, min, avg, max].forEach((value, i) => { row.cells[i + 1].textContent = withUnit(value, unit); });
  }
}
