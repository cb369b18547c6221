import { good } from '../../local/call-as'
import { someId } from '../../local/city/identity'
import { startOfDay } from '../../miniprogram/rules/days'
import { addPapers } from './papers'
import { openWorld } from './world'

/** 困难帮扶 through the real entries, with the days passing: what its tests share. */

/** The worker of 海滨物业工会. */
export const WORKER = 'lostcard'
/** The desks above him. */
export const DESKS = { enterprise: 'officer', town: 'town', county: 'county', city: 'city' }

export const REQUIRED = {
  idCard: 'idCard',
  householdBook: 'householdBook',
  income: 'incomeProof',
  authority: 'checkAuthority',
  diagnosis: 'diagnosis',
} as const

const form = (more: object = {}) => ({
  district: '371002',
  members: [
    { relation: 'self', idNumber: someId(700), incomeFen: 3_600_000 },
    { relation: 'spouse', idNumber: someId(701), incomeFen: 0 },
    { relation: 'child', idNumber: someId(702), incomeFen: 0 },
  ],
  medicalFen: 1_200_000,
  tuitionFen: 200_000,
  otherRigidFen: 0,
  lossFen: 0,
  cause: 'ownIllness',
  bankAccount: '990000000000000001',
  bankName: '海岬银行',
  compareConsent: true,
  noticeConsent: true,
  ...more,
})

const VISIT = { fields: { visitors: '姜晓燕、王海', agrees: 'yes', findings: '租房住，墙上挂着药' } }

/** A city on a day, and what workers and desks do in it. */
export async function openAid(day: string) {
  const tenOn = (on: string) => new Date(startOfDay(on) + 10 * 3_600_000)
  let now = tenOn(day)
  let tries = 0
  const world = await openWorld(60, {}, () => now)
  // The city begins with one of hers under way.
  const begun = (await good(world.as('member')('cases.mine', {}))).rows.find(({ open }) => open)
  if (begun) await good(world.as('member')('cases.withdraw', { caseId: begun.id }))

  const read = async (who: string, caseId: string) => (await good(world.as(who)('cases.read', { caseId }))).case
  const act = async (who: string, caseId: string, name: string, more: object = {}) => {
    const { version } = await read(who, caseId)
    return world.as(who)('cases.decide', { caseId, version, act: name, note: '', ...more })
  }
  const acted = async (who: string, caseId: string, name: string, more: object = {}) =>
    (await good(act(who, caseId, name, more))).case
  return {
    world,
    read,
    act,
    acted,
    goTo: (on: string) => (now = tenOn(on)),
    wait: (milliseconds: number) => (now = new Date(Number(now) + milliseconds)),
    tick: () => world.cloud.fireTimer('cases', 'tick'),
    async apply(who: string, more: object = {}, papers?: Awaited<ReturnType<typeof addPapers>>) {
      return world.as(who)('cases.submit', {
        kind: 'hardship',
        version: 1,
        clientKey: `hardship-key-${(tries += 1)}`,
        form: form(more),
        papers: papers ?? (await addPapers(world, who, REQUIRED)),
      })
    },
    /** Notices of these workers: the city begins with one of somebody else. */
    hanging: async (who: string) =>
      (await good(world.as(who)('cases.notices', {}))).notices.filter(({ maskedName }) =>
        /^[鞠林]＊$/.test(maskedName),
      ),
    /** From the first desk to the notice. */
    async toNotice(caseId: string, first: string) {
      await acted(first, caseId, 'accept')
      await acted(DESKS.town, caseId, 'visited', VISIT)
      return acted(DESKS.county, caseId, 'compared', { fields: { result: '与申报一致' } })
    },
  }
}
