import { LineChart } from './chart.js';
import { count, rate } from './format.js';

// The experiment: a switch, the numbers of both lanes, a chart for each.

const HELD_BELOW = 0.5; // of what it would send: then the sender is visibly held back

export class Pressure {
  #points = new Map();
  #lastTime = 0;
  #staleUntil = 0;
  #switching = false;
  #known = false;

  constructor(byId) {
    this.byId = byId;
    this.button = byId('slow-consumer');
    this.button.addEventListener('click', () => this.#toggle());
    const data = series => this.#points.get(series) ?? [];
    const chart = (id, title, colors) => {
      const made = new LineChart(byId(id), { id: id + '-figure', title, unit: '1/s', data, colors });
      Object.keys(colors).forEach(name => made.add(name));
      return made;
    };
    this.charts = [
      chart('chart-pub-sub', 'Messages a second', { 'PUB sends': 0, 'fast SUB': 2, 'slow SUB': 1, 'PUB drops': 8 }),
      chart('chart-push-pull', 'Messages a second', { 'would send': 7, 'PUSH sends': 0, 'slow PULL': 1 }),
    ];
  }

  async #toggle() {
    const enabled = this.button.getAttribute('aria-checked') !== 'true';
    this.button.disabled = this.#switching = true;
    try {
      const answer = await fetch('api/slow-consumer?enabled=' + enabled, { method: 'POST' });
      if (!answer.ok) throw new Error('HTTP ' + answer.status);
      this.#show((await answer.json()).enabled);
      this.#staleUntil = this.#lastTime; // what is known so far was sampled before the click
    } catch (failure) {
      this.byId('slow-consumer-label').textContent = 'Failed: ' + failure.message;
    } finally {
      this.button.disabled = this.#switching = false;
    }
  }

  #show(enabled) {
    this.button.setAttribute('aria-checked', enabled);
    this.byId('slow-consumer-label').textContent = enabled ? 'On' : 'Off';
  }

  add({ time, pressure }, spanMillis) {
    if (time <= this.#lastTime) return;
    this.#lastTime = time;
    this.latest = pressure;
    const { enabled, wantedPerSecond, pubSub, pushPull } = pressure;
    const values = {
      'PUB sends': pubSub.offeredPerSecond, 'fast SUB': pubSub.fastPerSecond,
      'slow SUB': pubSub.slowPerSecond, 'PUB drops': pubSub.droppedPerSecond,
      'would send': enabled ? wantedPerSecond : 0, 'PUSH sends': pushPull.sentPerSecond, 'slow PULL': pushPull.receivedPerSecond,
    };
    for (const [name, value] of Object.entries(values)) {
      if (!this.#points.has(name)) this.#points.set(name, []);
      const points = this.#points.get(name);
      points.push({ t: time, min: value, avg: value, max: value });
      while (points[0].t < time - spanMillis) points.shift();
    }
  }

  render(spanMillis) {
    for (const chart of this.charts) chart.render(this.#lastTime - spanMillis, this.#lastTime);
    const { enabled, wantedPerSecond, consumedPerSecond, highWaterMark, pubSub, pushPull } = this.latest;
    if (this.#lastTime > this.#staleUntil && !this.#switching) this.#show(enabled);
    if (!this.#known) {
      this.#known = true;
      this.button.disabled = false;
      this.byId('pressure-note').textContent = `Two senders would like to send ${count(wantedPerSecond)} messages a second to a consumer that takes `
        + `${count(consumedPerSecond)}. One drops what exceeds its high-water mark of ${count(highWaterMark)}, one is held back.`;
    }
    const held = enabled && pushPull.sentPerSecond < wantedPerSecond * HELD_BELOW;
    this.#text({
      'pub-offered': rate(pubSub.offeredPerSecond), 'sub-fast': rate(pubSub.fastPerSecond), 'sub-slow': rate(pubSub.slowPerSecond),
      'pub-drop-rate': rate(pubSub.droppedPerSecond), 'pub-dropped': count(pubSub.dropped), 'pub-queued': count(pubSub.queued),
      'push-wanted': rate(enabled ? wantedPerSecond : 0), 'push-sent': rate(pushPull.sentPerSecond), 'pull-received': rate(pushPull.receivedPerSecond),
      'push-state': enabled ? (held ? 'held back' : 'filling queues') : 'off',
      'push-dropped': count(pushPull.dropped), 'push-queued': count(pushPull.queued),
    });
    this.byId('pub-drop-rate').classList.toggle('alarm', pubSub.droppedPerSecond > 0);
  }

  #text(values) {
    for (const [id, text] of Object.entries(values)) this.byId(id).textContent = text;
  }
}
