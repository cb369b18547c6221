/** Kinds of work, as the joining form offers them and a membership keeps them. */
export const EMPLOYMENT = {
  employee: '单位职工',
  migrant: '进城务工',
  platform: '外卖、快递、网约车等',
  flexible: '打零工、自己干',
} as const

/** Empty for what is none of them, and for who has deleted her account. */
export const sayEmployment = (employment: string): string => (EMPLOYMENT as Record<string, string>)[employment] ?? ''
