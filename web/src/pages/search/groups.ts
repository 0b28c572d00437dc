/** What was found, by project, in the order of each one's best. Pure. */

import type { Found, FoundList, FoundProject } from "~/here/search";

export interface Group {
  key: number;
  /** Undefined for people. */
  project: FoundProject | undefined;
  items: Found[];
}

export function grouped(found: FoundList): Group[] {
  const projects = new Map(found.projects.map((project) => [project.id, project]));
  const groups = new Map<number, Group>();
  for (const item of found.items) {
    const key = item.project_id ?? 0;
    let group = groups.get(key);
    if (!group) {
      group = { key, project: projects.get(key), items: [] };
      groups.set(key, group);
    }
    group.items.push(item);
  }
  return [...groups.values()];
}
