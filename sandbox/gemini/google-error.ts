/** Google's error shape: https://cloud.google.com/apis/design/errors#http_mapping */
export interface GoogleError {
  error: { code: number; message: string; status: string; details?: object[] };
}

export function googleError(code: number, status: string, message: string, details?: object[]): GoogleError {
  return { error: { code, message, status, ...(details ? { details } : {}) } };
}

export function invalidArgument(message: string, details?: object[]): GoogleError {
  return googleError(400, "INVALID_ARGUMENT", message, details);
}

export function wrongKey(): GoogleError {
  const reason = { reason: "API_KEY_INVALID", domain: "googleapis.com" };
  const details = [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", ...reason }];
  return invalidArgument("API key not valid. Please pass a valid API key.", details);
}

export function unknownModel(model: string, version: string): GoogleError {
  const message = `models/${model} is not found for API version ${version}, or is not supported for generateContent.`;
  return googleError(404, "NOT_FOUND", message);
}
