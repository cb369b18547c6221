import { call, type OutputOf } from '../../../client/call'

/** What an applicant may do with her case, on whichever function serves it: every area that owns kinds has the same actions. */

export type CaseView = OutputOf<'cases.read'>['case']

export function caseActions(area: string) {
  const name = <A extends string>(action: A) => `${area}.${action}` as `cases.${A}`
  return {
    read: async (caseId: string): Promise<CaseView> => (await call(name('read'), { caseId })).case,
    withdraw: async (caseId: string): Promise<CaseView> => (await call(name('withdraw'), { caseId })).case,
    dropConsent: async (caseId: string, slot: string): Promise<CaseView> =>
      (await call(name('dropConsent'), { caseId, slot })).case,
    appeal: async (caseId: string, version: number, note: string): Promise<CaseView> =>
      (await call(name('appeal'), { caseId, version, note })).case,
    rate: async (caseId: string, stars: number, words: string): Promise<CaseView> =>
      (await call(name('rate'), { caseId, stars, words })).case,
    supply: async (
      caseId: string,
      version: number,
      papers: { slot: string; paper: string; consent: true }[],
      note: string,
    ): Promise<CaseView> => (await call(name('supply'), { caseId, version, papers, note })).case,
    openRecord: async (caseId: string, record: number) => (await call(name('openRecord'), { caseId, record })).files,
    print: async (caseId: string, document: string): Promise<string> =>
      (await call(name('print'), { caseId, document })).ticket,
  }
}

/** What she is asked before something that cannot be undone; it says what will happen. */
export const SURE = {
  withdraw: {
    title: '把申请撤回来？',
    content: '撤回后，工会就不看这一份了。想好了，随时可以再交。',
    cancelText: '先不撤',
    confirmText: '撤回来',
  },
  notMine: {
    title: '这不是您的意思？',
    content: '撤回后，这份申请马上停下。不想让谁再替您交，到“我的”里的“家里人”收回。',
    cancelText: '先不撤',
    confirmText: '撤回来',
  },
  notice: {
    title: '收回公示的同意？',
    content: '公示马上撤下，同事看不到了。申请接着办，不会因为这个不批。',
    cancelText: '先不收',
    confirmText: '收回来',
  },
} as const

/** Before a consent to one paper is taken back. */
export function surePaper(title: string) {
  return {
    title: `收回“${title}”？`,
    content: '从现在起，工会谁也打不开它。少了这一样，申请可能办不下去，工会会告诉您。',
    cancelText: '先不收',
    confirmText: '收回来',
  }
}
