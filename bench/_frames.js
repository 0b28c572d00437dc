// How smoothly a page scrolls, zooms and drags, and whether all that can be seen is drawn meanwhile.
//
// The page is driven from within a frame's own callback, and the time between frames is noted. Every
// fifth frame is looked at: how many rows (bars, cards) could be seen and how many of them were not
// there. Looking reads keys and inline styles alone, so that it costs no layout of its own.
window.benchFrames = (() => {
  const rowsOf = (layers, scroller, rowHeight, height) => {
    // Rows stand at their own height within a layer that is moved against the scroll position: both
    // are read from the elements' styles.
    const moved = (layer) => -parseFloat(/,\s*(-?[\d.]+)px/.exec(layer.style.transform)[1]);
    const total = Math.floor(scroller.scrollHeight / rowHeight) - 3;
    return () => {
      const top = scroller.scrollTop;
      const off = layers.some(({element}) => Math.abs(moved(element) - top) > 1);
      const places = layers.map(({find}) => new Set(find().map((row) =>
        parseFloat(row.style.top) / rowHeight)));
      const first = Math.ceil(top / rowHeight);
      const end = Math.min(total, Math.floor((top + height) / rowHeight));
      let missing = 0;
      // A row is on screen from its first to its last pixel between the titles and the lower edge.
      for (let place = first; place < end; place++) {
        if (off || places.some((all) => !all.has(place))) missing++;
      }
      return {seen: Math.max(0, end - first), missing};
    };
  };
  const VIEWS = {
    gantt: () => {
      const scroller = document.querySelector('[data-scroller]');
      const grid = scroller.querySelector('.hwg-layer');
      const time = scroller.querySelector('.hwt-layer');
      const rowHeight = parseFloat(getComputedStyle(scroller.querySelector('.hwg-row')).height);
      const height = scroller.querySelector('.hwg-body').getBoundingClientRect().height;
      const look = rowsOf([
        {element: grid, find: () => [...grid.getElementsByClassName('hwg-row')]},
        {element: time, find: () =>
          [...time.getElementsByClassName('hwt-bar')].map((bar) => bar.parentElement)},
      ], scroller, rowHeight, height);
      return {scroller, look};
    },
    sheet: () => {
      const scroller = document.querySelector('[data-scroller]');
      const grid = scroller.querySelector('.hwg-layer');
      const rowHeight = parseFloat(getComputedStyle(scroller.querySelector('.hwg-row')).height);
      const height = scroller.querySelector('.hwg-body').getBoundingClientRect().height;
      const find = () => [...grid.getElementsByClassName('hwg-row')];
      return {scroller, look: rowsOf([{element: grid, find}], scroller, rowHeight, height)};
    },
    board: () => {
      const scroller = document.querySelector('section[aria-label=Board]');
      const [head, body, foot] = scroller.children;
      const height = scroller.clientHeight - head.offsetHeight - (foot ? foot.offsetHeight : 0);
      const columns = [...body.querySelectorAll('ul[data-column]')];
      const card = columns[0].querySelector('[data-card]').offsetHeight;
      const drawn = [...columns[0].children];
      const [here, next] = drawn.map((slot) => parseFloat(slot.style.top));
      const pitch = next - here;
      const one = here - (Number(drawn[0].ariaPosInSet) - 1) * pitch;
      const counts = columns.map((column) =>
        column.firstElementChild ? Number(column.firstElementChild.ariaSetSize) : 0);
      const look = () => {
        const top = scroller.scrollTop;
        let seen = 0, missing = 0;
        columns.forEach((column, n) => {
          const there = new Set([...column.children].map((slot) => parseFloat(slot.style.top)));
          const first = Math.max(0, Math.ceil((top - one) / pitch));
          const end = Math.min(counts[n], Math.floor((top + height - one - card) / pitch) + 1);
          for (let place = first; place < end; place++) {
            seen++;
            if (!there.has(one + place * pitch)) missing++;
          }
        });
        return {seen, missing};
      };
      return {scroller, look};
    },
    // Pages of other libraries bring their own.
    peer: () => window.bench.view(),
  };

  const frame = () => new Promise(requestAnimationFrame);

  /** Do `step` in each of so many frames; milliseconds between them, and what was missing. */
  async function run(frames, look, step) {
    const times = [];
    let seen = 0;
    let missing = 0;
    let last = 0;
    for (let n = 0; n < frames; n++) {
      const now = await frame();
      if (last) times.push(now - last);
      last = now;
      if (n % 5 === 0) {
        const found = look();
        seen += found.seen;
        missing += found.missing;
      }
      step(n);
    }
    times.sort((a, b) => a - b);
    const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
    return {median: at(0.5), p95: at(0.95), worst: times.at(-1), rows: seen, missing};
  }

  async function scroll({kind, frames, step, jump}) {
    const {scroller, look} = VIEWS[kind]();
    scroller.scrollTop = Math.max(0, scroller.scrollHeight / 2 - (frames * step) / 2);
    await frame();
    await frame();
    return run(frames, look, (n) => {
      scroller.scrollTop += jump && n % 30 === 29 ? jump : step;
    });
  }

  /** By the wheel, in and out again. */
  async function zoom({kind, frames, selector}) {
    const {look} = VIEWS[kind]();
    const pane = document.querySelector(selector);
    const box = pane.getBoundingClientRect();
    const at = {clientX: box.left + box.width / 2, clientY: box.top + 200};
    return run(frames, look, (n) => {
      const deltaY = n < frames / 2 ? 12 : -12;
      const given = {...at, deltaY, ctrlKey: true, bubbles: true, cancelable: true};
      pane.dispatchEvent(new WheelEvent('wheel', given));
    });
  }

  /** A card is carried over the columns, then held at the lower edge, where the board scrolls by itself. */
  async function drag({frames}) {
    const {scroller, look} = VIEWS.board();
    const edges = scroller.getBoundingClientRect();
    const inSight = (one) => one.getBoundingClientRect().top > edges.top + 60;
    const card = [...scroller.querySelectorAll('[data-card]')].find(inSight);
    const box = card.getBoundingClientRect();
    const from = {x: box.left + 40, y: box.top + 20};
    const middle = {x: edges.left + edges.width / 2, y: edges.top + edges.height / 2};
    const say = (target, type, {x, y}) => {
      const given = {button: 0, buttons: 1, clientX: x, clientY: y};
      target.dispatchEvent(new MouseEvent(type, {...given, bubbles: true, cancelable: true}));
    };
    say(card, 'mousedown', from);
    await frame();
    say(document, 'mousemove', {x: from.x + 12, y: from.y + 4});
    await frame();
    await frame();
    const begun = scroller.scrollTop;
    let lost = 0;
    const found = await run(frames, look, (n) => {
      if (!document.querySelector('[data-overlay]')) lost++;
      const share = n / frames;
      const over = Math.abs(Math.sin(share * 8));
      say(document, 'mousemove', share < 0.6
        ? {x: edges.left + 60 + (edges.width - 160) * over, y: edges.top + 80 + (edges.height - 240) * share}
        : {x: middle.x + 40 * Math.sin(n / 6), y: edges.bottom - 30});
    });
    say(document, 'mousemove', middle);
    await frame();
    say(document, 'mouseup', middle);
    await frame();
    return {...found, lost, scrolled: scroller.scrollTop - begun};
  }

  return {scroll, zoom, drag};
})();
