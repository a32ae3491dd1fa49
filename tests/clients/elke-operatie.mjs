// Calls every operation of a description by its name, as a client made from it does.
import OpenAPIClientAxios from "openapi-client-axios";

const [address, root] = process.argv.slice(2);
const api = new OpenAPIClientAxios.default({ definition: address, axiosConfigDefaults: { baseURL: root } });
const client = await api.init();
for (const operation of api.getOperations()) {
  const parameters = {};
  for (const item of operation.parameters.filter((item) => item.required)) {
    parameters[item.name] = (item.schema.examples ?? item.schema.enum)[0];
  }
  const answer = await client[operation.operationId](parameters, null, { responseType: "text" });
  console.log(operation.operationId, answer.status);
}
