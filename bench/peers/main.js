// Shows the plan in a Gantt library: `?library=svar` or `dhtmlx`, `&links=no` without its links.
//
// `window.bench` is what is measured: `ready` resolves when the library says that it is done,
// `view()` says what is scrolled and how many rows could be seen and were not there (their bars may
// lie beside what is seen, where they need not be drawn),
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
    const {scroller, rowHeight, height, rows} = shown.look();
    return {
      scroller,
      look: () => {
        const there = new Set(rows().map((id) => order.get(id)));
        const first = Math.ceil(scroller.scrollTop / rowHeight);
        const end = Math.min(order.size, Math.floor((scroller.scrollTop + height) / rowHeight));
        let missing = 0;
        for (let place = first; place < end; place++) {
          if (!there.has(place)) missing++;
        }
        return {seen: Math.max(0, end - first), missing};
      },
    };
  };
}
