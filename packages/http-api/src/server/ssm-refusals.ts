/** A fault of ours in the form of AWS's JSON 1.1, for what happens outside the endpoint. */
export const serverFault = (requestId: string, status: number, code: string): Response =>
  new Response(JSON.stringify({ __type: code, message: "An error occurred on the server side." }), {
    status,
    headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": requestId },
  });

/** AWS's code in an error's body; undefined where there is none. */
export const codeIn = async (response: Response): Promise<string | undefined> => {
  try {
    const body: unknown = await response.clone().json();
    const code: unknown = typeof body === "object" && body !== null ? Reflect.get(body, "__type") : undefined;
    return typeof code === "string" ? code : undefined;
  } catch {
    // AWS refuses some requests in XML.
    return undefined;
  }
};
