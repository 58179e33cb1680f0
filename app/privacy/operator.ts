/** Who runs this Packshot: the configuration's, on the policy's first lines. */
export type Operator = {
  name: string;
  address: string;
  country: string;
  email: string;
  /** Whom to ask about data protection, where there is one. */
  dataProtectionOfficer: string | null;
  /** Who hosts it, and where. */
  hosting: string;
};

type Settings = {
  OPERATOR_NAME: string;
  OPERATOR_ADDRESS: string;
  OPERATOR_COUNTRY: string;
  OPERATOR_EMAIL: string;
  OPERATOR_DPO?: string | undefined;
  HOSTING: string;
};

export function operatorOf(env: Settings): Operator {
  return {
    name: env.OPERATOR_NAME,
    address: env.OPERATOR_ADDRESS,
    country: env.OPERATOR_COUNTRY,
    email: env.OPERATOR_EMAIL,
    dataProtectionOfficer: env.OPERATOR_DPO ?? null,
    hosting: env.HOSTING,
  };
}
