import { createContext, useContext } from "react";

/** What inline scripts carry so that the page's policy lets them run. On the server alone: browsers hide it. */
export const Nonce = createContext<string | undefined>(undefined);

export const useNonce = () => useContext(Nonce);
