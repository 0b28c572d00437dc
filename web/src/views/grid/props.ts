/** What the shell gives to a view of the plan. */
export interface PlanViewProps {
  /** Open the task panel. */
  onOpenTask(id: number): void;
  /** The task whose panel is open. */
  openTaskId: number | null;
  /** A task to scroll to and put the cursor on; a new value does it again. */
  reveal?: number | null;
}
