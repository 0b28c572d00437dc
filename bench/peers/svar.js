import {Gantt, Willow} from '@svar-ui/react-gantt';
import '@svar-ui/react-gantt/all.css';
import {createElement as h} from 'react';
import {createRoot} from 'react-dom/client';

const ROW = 38;
const TYPES = {FS: 'e2s', SS: 's2s', FF: 'e2e', SF: 's2e'};

export function show(place, plan) {
  const tasks = plan.tasks.map((task) => ({
    id: task.id,
    text: task.name,
    start: new Date(task.start),
    end: new Date(task.finish),
    progress: task.percent,
    parent: task.parent ?? 0,
    type: task.summary ? 'summary' : 'task',
    ...(task.summary && {open: true}),
  }));
  const links = plan.links.map(({id, from, to, type}) => ({
    id, source: from, target: to, type: TYPES[type],
  }));
  const scales = [
    {unit: 'month', step: 1, format: '%F %Y'},
    {unit: 'day', step: 1, format: '%j'},
  ];
  return new Promise((resolve) => {
    const init = (api) => {
      const ids = (selector) => () =>
        [...place.querySelectorAll(selector)].map((one) => one.dataset.id);
      resolve({
        rename: (id, text) => api.exec('update-task', {id, task: {text}}),
        text: (id) => place.querySelector(`.wx-row[data-id="${id}"]`)?.textContent ?? '',
        look: () => {
          const scroller = place.querySelector('.wx-gantt');
          return {
            scroller,
            rowHeight: ROW,
            height: scroller.clientHeight - 2 * ROW,
            rows: ids('.wx-row[data-id]'),
          };
        },
      });
    };
    // It draws what can be seen only where its own height is set.
    const gantt = h(Gantt, {tasks, links, scales, cellHeight: ROW, init});
    const sized = h('div', {style: {height: '100vh'}}, gantt);
    createRoot(place).render(h(Willow, {fonts: false}, sized));
  });
}
