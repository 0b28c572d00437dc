/** A project that cannot be opened: not there for this person, or the server in trouble. */

import { Refusal } from "~/protocol/http";
import { ErrorPage } from "~/ui/ErrorPage";
import { Nothing } from "../NotFound";

export function ProjectError({ error }: { error: unknown }) {
  const missing = error instanceof Refusal && error.problem.status === 404;
  return missing ? <Nothing /> : <ErrorPage error={error} />;
}
