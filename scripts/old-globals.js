// What the script-tag bundle calls and Chromium 53 lacks, brought where it is missing: whoever writes `<script>` has no build that would.
// Not enumerable, as engines have it: a page that lists an array's names sees no more of them.
(() => {
  const bring = (owner, methods) => {
    for (const name of Object.keys(methods))
      if (!owner[name])
        Object.defineProperty(owner, name, { value: methods[name], configurable: true, writable: true });
  };
  const flatten = (list, depth, into) => {
    list.forEach((one) => {
      if (depth > 0 && Array.isArray(one)) flatten(one, depth - 1, into);
      else into.push(one);
    });
    return into;
  };
  const filler = (text, length, fill) => {
    const missing = length - text.length;
    return missing > 0 && fill !== '' ? fill.repeat(Math.ceil(missing / fill.length)).slice(0, missing) : '';
  };
  bring(Array.prototype, {
    flat(depth = 1) {
      return flatten(this, depth, []);
    },
    flatMap(make, self) {
      return flatten(this.map(make, self), 1, []);
    },
  });
  bring(String.prototype, {
    padStart(length, fill = ' ') {
      return filler(this, length, fill) + this;
    },
    padEnd(length, fill = ' ') {
      return this + filler(this, length, fill);
    },
    trimEnd() {
      return this.replace(/[\s\uFEFF\xA0]+$/, '');
    },
  });
  bring(Object, {
    entries: (of) => Object.keys(of).map((name) => [name, of[name]]),
    values: (of) => Object.keys(of).map((name) => of[name]),
    fromEntries(entries) {
      const made = {};
      // Set as any other, `__proto__` would name no value.
      for (const [name, value] of entries)
        Object.defineProperty(made, name, { value, configurable: true, enumerable: true, writable: true });
      return made;
    },
  });
})();
