/** A shop's own choices as the form holds them; empty: nothing is chosen, the default holds. */
export type SettingsFields = { language: string; recipe: string; placement: string };

/** Those that differ: only they are sent, so that an old page undoes nothing that somebody else set meanwhile. */
export function changedFields(saved: SettingsFields, typed: SettingsFields): Partial<SettingsFields> {
  const names = Object.keys(saved) as (keyof SettingsFields)[];
  return Object.fromEntries(
    names.filter((name) => typed[name] !== saved[name]).map((name) => [name, typed[name]]),
  );
}
