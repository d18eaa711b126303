// Numbers for people: three significant digits and a unit that never makes the digits dance.

const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

export function count(value) {
  return plain.format(value);
}

function digits(value) {
  const size = Math.abs(value);
  if (size >= 10000) return plain.format(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

function bytes(value) {
  let power = 0;
  while (Math.abs(value) >= 1000 && power < BINARY.length - 1) {
    value /= 1024;
    power++;
  }
  return (power === 0 ? plain.format(value) : digits(value)) + ' ' + BINARY[power];
}

/** A value with the unit that its publisher named; an unknown unit is shown as it is. */
export function withUnit(value, unit) {
  if (!Number.isFinite(value)) return '–';
  switch (unit) {
    case 'percent': return value.toFixed(value >= 99.95 ? 0 : 1) + ' %';
    case 'bytes': return bytes(value);
    case 'bytes/s': return bytes(value) + '/s';
    case '1/s': return rate(value);
    case '': return digits(value);
    default: return digits(value) + ' ' + unit;
  }
}

/** Rates below a thousand keep a digit behind the point only when they need it. */
export function rate(value) {
  return (value > 0 && value < 10 ? value.toFixed(1) : plain.format(value)) + '/s';
}

/** The smallest pleasant number that is not below the largest value: the top of an axis. */
export function axisTop(max, unit) {
  if (unit === 'percent' && max <= 100) return 100;
  const least = unit === '' ? 1 : unit.startsWith('bytes') ? 1024 : 10;
  if (max <= least) return least;
  const binary = unit.startsWith('bytes');
  const base = binary ? 1024 ** Math.floor(Math.log(max) / Math.log(1024)) : 1;
  const scaled = max / base;
  const power = 10 ** Math.floor(Math.log10(scaled));
  const top = power * [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find(step => step * power >= scaled * 0.9999);
  return base * (binary && top >= 1000 ? Math.ceil(scaled / 1024) * 1024 : top);
}

export function clock(millis) {
  return new Date(millis).toLocaleTimeString([], { hour12: false });
}
