/** One function an intent. Each shows its change at once and answers what became of it. */

export {
  assignStep,
  chooseAssigning,
  setAssignees,
  unassign,
  updateAssignment,
} from "./assignments";
export {
  addColumn,
  archiveCards,
  type Beside,
  type ColumnFields,
  deleteColumn,
  followBoard,
  moveCards,
  moveCardsStep,
  moveColumn,
  quickAddCard,
  reparentStep,
  updateColumn,
} from "./board";
export {
  addCustomField,
  addFieldStep,
  convertFieldStep,
  customValueStep,
  deleteCustomField,
  type FieldDefinition,
  gathered,
  setCustomValue,
  updateCustomField,
  updateFieldStep,
} from "./fields";
export { insertTasks, pasteOutline, quickAdd, readPaste, readQuickAdd } from "./insert";
export { applyLevelling, clearLevelling, type Levelled } from "./levelling";
export {
  linkBetween,
  linkChain,
  linkStep,
  linkTasks,
  setPredecessors,
  setRelation,
  unlink,
  unlinkTasks,
  updateLink,
} from "./links";
export { addTask, deleteTasks, indent, moveBy, moveTasks, outdent } from "./outline";
export { type Place, placeOf, type Where } from "./places";
export { progressStep, setActuals, setProgress } from "./progress";
export {
  addResource,
  clearBaseline,
  deleteResource,
  setBaseline,
  updateCalendar,
  updateProject,
  updateResource,
} from "./project";
export { planNow, readDate, readDuration, readPredecessors } from "./reading";
export { recurTask } from "./recurring";
export {
  addRisk,
  addRiskGroup,
  deleteRisk,
  deleteRiskGroup,
  type RiskHit,
  type Sureness,
  setConfidence,
  setEstimate,
  updateRisk,
  updateRiskGroup,
} from "./risks";
export { type Ids, run, type Step, written } from "./run";
export {
  moveBar,
  moveBars,
  pin,
  rescheduleStep,
  resizeBar,
  resizeBarStart,
  resizeStep,
  setDates,
  setFinish,
  setStart,
  unpin,
} from "./schedule";
export {
  renameTask,
  setActive,
  setConstraint,
  setDeadline,
  setDuration,
  setField,
  setManual,
  setMilestone,
  setNotes,
  setSplits,
  type TaskField,
  updateStep,
  updateTasks,
} from "./tasks";
export {
  approveScope,
  renameBaseline,
  saveBaseline,
  setWork,
  unapproveScope,
  unfinishedStep,
  workStep,
} from "./tracking";
