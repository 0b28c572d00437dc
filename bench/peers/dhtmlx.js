import {gantt} from 'dhtmlx-gantt';
import 'dhtmlx-gantt/codebase/dhtmlxgantt.css';

const TYPES = {FS: '0', SS: '1', FF: '2', SF: '3'};

export function show(place, plan) {
  gantt.config.date_format = '%Y-%m-%d %H:%i';
  gantt.config.open_tree_initially = true;
  gantt.config.smart_rendering = true;
  gantt.config.scales = [
    {unit: 'month', step: 1, format: '%F %Y'},
    {unit: 'day', step: 1, format: '%j'},
  ];
  // Its own advice for large plans: https://docs.dhtmlx.com/gantt/guides/performance/
  gantt.config.show_task_cells = false;
  gantt.init(place);
  gantt.parse({
    data: plan.tasks.map((task) => ({
      id: task.id,
      text: task.name,
      start_date: new Date(task.start),
      end_date: new Date(task.finish),
      progress: task.percent / 100,
      parent: task.parent ?? 0,
      type: task.summary ? 'project' : 'task',
      open: true,
    })),
    links: plan.links.map(({id, from, to, type}) => ({
      id, source: from, target: to, type: TYPES[type],
    })),
  });
  const ids = (selector) => () =>
    [...place.querySelectorAll(selector)].map((one) => one.getAttribute('data-task-id'));
  return {
    rename: (id, text) => {
      gantt.getTask(id).text = text;
      gantt.updateTask(id);
    },
    text: (id) => place.querySelector(`.gantt_row[data-task-id="${id}"]`)?.textContent ?? '',
    look: () => ({
      scroller: place.querySelector('.gantt_ver_scroll'),
      rowHeight: gantt.config.row_height,
      height: place.querySelector('.gantt_data_area').clientHeight,
      rows: ids('.gantt_row[data-task-id]'),
    }),
  };
}
