// Writes the TypeScript of an OpenAPI document: standard input to standard output (tools/protocol.py).

import { text } from "node:stream/consumers";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const nodes = await openapiTS(await text(process.stdin), {
  rootTypes: true,
  rootTypesNoSchemaPrefix: true,
  // A field that the tables' types describe better than JSON can: as the server names it.
  transform: (schema) =>
    schema["x-typescript"]
      ? ts.factory.createTypeReferenceNode(ts.factory.createIdentifier(schema["x-typescript"]))
      : undefined,
});
process.stdout.write(astToString(nodes));
