// Shows the plan in a Gantt library: `?library=svar` or `dhtmlx`, `&links=no` without its links.
//
// `window.bench` is what is measured: `ready` resolves when the library says that it is done,
// `view()` says what is scrolled and how many rows and bars could be seen and were not there,
// `rename(id, text)` and `text(id)` change a task by the library's own call and read its row.

const asked = new URLSearchParams(location.search);
const LIBRARIES = {svar: () => import('./svar.js'), dhtmlx: () => import('./dhtmlx.js')};

window.bench = {ready: open()};

async function open() {
  const [{show}, answer] = await Promise.all([LIBRARIES[asked.get('library')](), fetch('./plan.json')]);
  const plan = await answer.json();
  if (asked.get('links') === 'no') plan.links = [];
  const order = new Map(plan.tasks.map((task, place) => [String(task.id), place]));
  const shown = await show(document.getElementById('here'), plan);
  window.bench.rename = shown.rename;
  window.bench.text = shown.text;
  window.bench.view = () => {
    const {scroller, rowHeight, height, rows, bars} = shown.look();
    const places = (find) => new Set(find().map((id) => order.get(id)));
    return {
      scroller,
      look: () => {
        const all = [places(rows), places(bars)];
        const first = Math.ceil(scroller.scrollTop / rowHeight);
        const end = Math.min(order.size, Math.floor((scroller.scrollTop + height) / rowHeight));
        let missing = 0;
        for (let place = first; place < end; place++) {
          if (all.some((there) => !there.has(place))) missing++;
        }
        return {seen: Math.max(0, end - first), missing};
      },
    };
  };
}
