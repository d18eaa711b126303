import { clock, count, rate, withUnit } from './format.js';
import { Metrics } from './metrics.js';
import { Pressure } from './pressure.js';

// One EventSource feeds the whole page; it reconnects by itself and says which event it saw last.

const MAX_EVENTS = 50;
const byId = id => document.getElementById(id);
const metrics = new Metrics({ charts: byId('charts'), note: byId('charts-note'), table: byId('metric-table'), total: byId('metric-count') });
const pressure = new Pressure(byId);
let spanMillis = 120_000;
let dirty = false;

/** Draws once a frame however much arrives, and not at all while nobody looks. */
function changed() {
  if (dirty) return;
  dirty = true;
  requestAnimationFrame(() => {
    dirty = false;
    if (metrics.lastTime) metrics.render(spanMillis);
    if (pressure.latest) pressure.render(spanMillis);
  });
}

function showWindow(window) {
  metrics.add(window, spanMillis);
  byId('lag').textContent = window.readings ? Math.round(window.lagMillis) + ' ms' : '–';
  changed();
}

function showStatus(status) {
  spanMillis = Math.max(10_000, status.windowMillis * status.history);
  const { subscriber } = status;
  byId('origin').textContent = (status.external ? 'External publisher ' : 'This host, published on ') + status.endpoint
    + ' · topics: ' + (status.topics.join(', ') || 'all') + ' · I/O: ' + status.io;
  byId('received-rate').textContent = rate(subscriber.receivedPerSecond);
  byId('received-bytes').textContent = withUnit(subscriber.bytesPerSecond, 'bytes/s');
  byId('dropped-total').textContent = count(status.dropped);
  byId('dropped-total').classList.toggle('alarm', status.droppedPerSecond > 0);
  byId('peers').textContent = count(subscriber.peers);
  pressure.add(status, spanMillis);
  changed();
}

function showSocketEvent(line) {
  const item = document.createElement('li');
  const cell = (name, text, className = '') => item.append(Object.assign(document.createElement(name), { textContent: text, className }));
  const mood = /Failed|Disconnected|Stopped/.test(line.kind) ? 'bad' : /Succeeded|Connected|Listening|Accepted/.test(line.kind) ? 'good' : '';
  cell('time', clock(line.time));
  cell('span', line.socket);
  cell('strong', line.kind, mood);
  cell('span', line.endpoint + (line.detail ? ' · ' + line.detail : ''), 'detail');
  byId('events').prepend(item);
  while (byId('events').children.length > MAX_EVENTS) byId('events').lastElementChild.remove();
}

function showConnection(state, text) {
  byId('connection').dataset.state = state;
  byId('connection').textContent = text;
}

function open() {
  const stream = new EventSource('api/stream');
  const on = (name, show) => stream.addEventListener(name, event => show(JSON.parse(event.data)));
  on('window', showWindow);
  on('status', showStatus);
  on('socket', showSocketEvent);
  stream.onopen = () => showConnection('live', 'live');
  stream.onerror = () => {
    showConnection('lost', 'reconnecting');
    // The browser gives up after an HTTP error; a server that is just starting deserves another try.
    if (stream.readyState === EventSource.CLOSED) setTimeout(open, 2000);
  };
}

open();
