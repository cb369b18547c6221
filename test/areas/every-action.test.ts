import { actions as benefits } from '../../cloudfunctions/benefits/index'
import { actions as cases } from '../../cloudfunctions/cases/index'
import { actions as documents } from '../../cloudfunctions/documents/index'
import { actions as draws } from '../../cloudfunctions/draws/index'
import { actions as inbox } from '../../cloudfunctions/inbox/index'
import type { Access, Action } from '../../cloudfunctions/kernel/serve'
import { actions as membership } from '../../cloudfunctions/membership/index'
import { actions as recruiting } from '../../cloudfunctions/recruiting/index'
import { actions as unions } from '../../cloudfunctions/unions/index'
import { actions as vault } from '../../cloudfunctions/vault/index'
import { phoneCode } from '../../local/call-as'
import { openWorld, type World } from './world'

/** Walks every action there is: who is let in, and what it does with input that is no input. */

const areas: Record<string, Record<string, Action>> = {
  membership,
  benefits,
  cases,
  inbox,
  vault,
  documents,
  recruiting,
  unions,
  draws,
}
const all = Object.entries(areas).flatMap(([area, actions]) =>
  Object.entries(actions).map(([name, { access }]) => ({ area, name, access, key: `${area}.${name}` })),
)

/** An input of the right shape for each action, naming things that are not the caller's. A new action must be added here. */
const SHAPED: Record<string, object> = {
  'membership.city': {},
  'membership.me': {},
  'membership.agree': { noticeVersion: '1' },
  'membership.givePhone': { code: 'no-such-code' },
  'membership.findUnion': { text: '没有这个单位' },
  'membership.unionsForMe': { town: '000000' },
  'membership.myCard': {},
  'membership.reportCardLost': {},
  'membership.reissueCard': { serial: 1 },
  'membership.certify': { publicKey: 'ab'.repeat(32) },
  'membership.members': { desk: 'o_city/officer', state: 'active' },
  'membership.findMembers': { desk: 'o_city/officer', by: 'name', text: '某某' },
  'membership.member': { desk: 'o_city/officer', id: 'mem_nobody' },
  'membership.myData': {},
  'membership.copyMyData': { clientKey: 'abcdefgh' },
  'membership.withdrawConsent': {},
  'membership.accountEnd': {},
  'membership.deleteAccount': { agreed: true },
  'membership.myUnion': {},
  'membership.form': { kind: 'joining' },
  'membership.submit': {
    kind: 'joining',
    version: 1,
    clientKey: 'abcdefgh',
    form: {},
    papers: [],
    authority: 'auth_nobody',
  },
  'membership.read': { caseId: 'case_nobody' },
  'membership.decide': {
    caseId: 'case_nobody',
    version: 1,
    act: 'approve',
    note: '',
    fields: {},
    slots: [],
    to: 'org_nowhere',
  },
  'membership.decideMany': { cases: [{ caseId: 'case_nobody', version: 1 }], act: 'approve', note: '' },
  'membership.withdraw': { caseId: 'case_nobody' },
  'membership.supply': { caseId: 'case_nobody', version: 1, papers: [], note: '' },
  'membership.dropConsent': { caseId: 'case_nobody', slot: 'idCard' },
  'membership.appeal': { caseId: 'case_nobody', version: 1, note: '' },
  'membership.rate': { caseId: 'case_nobody', stars: 5, words: '' },
  'membership.openPaper': { caseId: 'case_nobody', slot: 'idCard', reason: '核对身份' },
  'membership.openRecord': { caseId: 'case_nobody', record: 0 },
  'membership.showPhone': { caseId: 'case_nobody', reason: '核对身份' },
  'membership.crew': { caseId: 'case_nobody' },
  'membership.passTo': { caseId: 'case_nobody' },
  'membership.print': { caseId: 'case_nobody', document: 'decision' },
  'membership.suspendCard': { desk: 'o_city/officer', id: 'mem_nobody', reason: '核对本人' },
  'membership.restoreCard': { desk: 'o_city/officer', id: 'mem_nobody', reason: '核对过了' },
  'membership.changeEmployer': { employer: '海滨物业' },
  'benefits.nearby': {},
  'benefits.search': { text: '没有这家' },
  'benefits.offer': { offerId: 'of_nowhere' },
  'benefits.counter': { merchantId: 'someone-elses' },
  'benefits.verify': { merchantId: 'someone-elses', code: 'x' },
  'benefits.offlineKit': { merchantId: 'someone-elses' },
  'benefits.sync': {
    merchantId: 'someone-elses',
    uses: [{ code: 'UC2:X', offerId: 'x', billFen: 100, payFen: 85, clientKey: 'abcdefgh' }],
  },
  'benefits.redeem': { merchantId: 'someone-elses', ticket: 'x', offerId: 'x', billFen: 100, clientKey: 'abcdefgh' },
  'benefits.undo': { merchantId: 'someone-elses', receiptId: 'led_x', reason: '金额输错了' },
  'benefits.counterReceipts': { merchantId: 'someone-elses' },
  'benefits.mySavings': {},
  'benefits.newOffers': {},
  'benefits.keepOffer': { offerId: 'of_nowhere', keep: false },
  'benefits.keptOffers': {},
  'benefits.shopHere': { code: 'x' },
  'benefits.useHere': { code: 'x', offerId: 'x', billFen: 100, clientKey: 'abcdefgh' },
  'benefits.mySums': { year: '2026' },
  'benefits.rateUse': { receiptId: 'led_x', stars: 5 },
  'benefits.figures': { desk: 'org_x/officer' },
  'cases.mine': {},
  'cases.forOthers': {},
  'cases.queue': { desk: 'o_city/officer' },
  'cases.keepDraft': { kind: 'hardship', version: 1, step: 0, answers: {} },
  'cases.draft': { kind: 'hardship' },
  'cases.dropDraft': { kind: 'hardship' },
  'cases.authorities': {},
  'cases.allowKin': { relation: '儿子' },
  'cases.takeAuthority': { code: '000000' },
  'cases.recordSpoken': { desk: 'o_city/officer', name: '某某', idNumber: '1', basis: '本人口头申请' },
  'cases.revoke': { id: 'auth_nobody' },
  'cases.notices': {},
  'cases.notice': { id: 'notice_nobody' },
  'cases.object': { id: 'notice_nobody', words: '这里写的跟实际不一样', clientKey: 'abcdefgh' },
  'cases.board': {},
  'cases.form': { kind: 'hardship' },
  'cases.submit': {
    kind: 'hardship',
    version: 1,
    clientKey: 'abcdefgh',
    form: {},
    papers: [],
    authority: 'auth_nobody',
  },
  'cases.read': { caseId: 'case_nobody' },
  'cases.decide': {
    caseId: 'case_nobody',
    version: 1,
    act: 'approve',
    note: '',
    fields: {},
    slots: [],
    to: 'org_nowhere',
  },
  'cases.decideMany': { cases: [{ caseId: 'case_nobody', version: 1 }], act: 'approve', note: '' },
  'cases.withdraw': { caseId: 'case_nobody' },
  'cases.supply': { caseId: 'case_nobody', version: 1, papers: [], note: '' },
  'cases.dropConsent': { caseId: 'case_nobody', slot: 'idCard' },
  'cases.appeal': { caseId: 'case_nobody', version: 1, note: '' },
  'cases.rate': { caseId: 'case_nobody', stars: 5, words: '' },
  'cases.openPaper': { caseId: 'case_nobody', slot: 'idCard', reason: '核对身份' },
  'cases.openRecord': { caseId: 'case_nobody', record: 0 },
  'cases.showPhone': { caseId: 'case_nobody', reason: '核对身份' },
  'cases.crew': { caseId: 'case_nobody' },
  'cases.passTo': { caseId: 'case_nobody' },
  'cases.print': { caseId: 'case_nobody', document: 'decision' },
  'inbox.list': {},
  'inbox.unread': {},
  'inbox.markRead': { id: 'case_nobody' },
  'draws.open': {
    desk: 'o_city/officer',
    clientKey: 'abcdefgh',
    title: '疗休养',
    what: '五天四晚',
    seats: 1,
    closesAt: 1,
    groups: [],
    series: '疗休养',
    collect: '到会里领',
  },
  'draws.list': {},
  'draws.read': { draw: 'draw_nowhere' },
  'draws.enter': { draw: 'draw_nowhere' },
  'draws.leave': { draw: 'draw_nowhere' },
  'draws.proof': { draw: 'draw_nowhere' },
  'draws.deskList': { desk: 'o_city/officer' },
  'draws.deskRead': { desk: 'o_city/officer', draw: 'draw_nowhere' },
  'draws.collected': { desk: 'o_city/officer', draw: 'draw_nowhere', handle: 'x' },
  'documents.render': { ticket: 'not-signed.by-us' },
  'recruiting.openEvent': {
    desk: 'o_city/officer',
    clientKey: 'abcdefgh',
    title: '集中入会',
    place: '建材市场',
    from: '2026-11-26',
    to: '2026-11-26',
    codeUntil: '2026-11-30',
  },
  'recruiting.closeEvent': { desk: 'o_city/officer', event: 'event_nobody' },
  'recruiting.events': { desk: 'o_city/officer' },
  'recruiting.event': { desk: 'o_city/officer', event: 'event_nobody' },
  'recruiting.eventCode': { desk: 'o_city/officer', event: 'event_nobody' },
  'recruiting.clean': { desk: 'o_city/officer', event: 'event_nobody' },
  'recruiting.roll': { desk: 'o_city/officer', event: 'event_nobody', part: 1 },
  'recruiting.stall': { code: '000000' },
  'recruiting.beginRoster': {
    desk: 'o_city/officer',
    fileId: 'cloud://local.local-bucket/papers/p_nobody/abcdefgh-1.xlsx',
    fileName: '名册.xlsx',
  },
  'recruiting.checkRoster': { desk: 'o_city/officer', roster: 'roster_nobody' },
  'recruiting.takeRoster': { desk: 'o_city/officer', roster: 'roster_nobody', withoutFaulty: false },
  'recruiting.rosters': { desk: 'o_city/officer' },
  'recruiting.roster': { desk: 'o_city/officer', roster: 'roster_nobody' },
  'recruiting.faults': { desk: 'o_city/officer', roster: 'roster_nobody' },
  'recruiting.fetchFaults': { desk: 'o_city/officer', roster: 'roster_nobody' },
  'recruiting.template': { format: 'xlsx' },
  'vault.mine': {},
  'vault.add': {
    clientKey: 'abcdefgh',
    type: 'idCard',
    title: '身份证',
    takenOn: '2026-01-01',
    files: [{ fileId: 'cloud://local.local-bucket/papers/p_nobody/abcdefgh-1.jpg' }],
  },
  'vault.open': { paperId: 'paper_nobody' },
  'vault.remove': { paperId: 'paper_nobody' },
  'vault.looks': {},
  'unions.union': { desk: 'o_city/officer', union: 'org_nowhere' },
  'unions.asOf': { desk: 'o_city/officer', union: 'org_nowhere', day: '2026-01-01' },
  'unions.below': { desk: 'o_city/officer', union: 'org_nowhere' },
  'unions.search': { desk: 'o_city/officer', text: '没有这个工会' },
  'unions.terms': { desk: 'o_city/officer' },
  'unions.appoint': {
    desk: 'o_city/officer',
    union: 'org_nowhere',
    phone: '13900000000',
    name: '某某',
    title: '工会主席',
    clientKey: 'abcdefgh',
  },
  'unions.dismiss': { desk: 'o_city/officer', union: 'org_nowhere', person: 'p_nobody' },
}
Object.assign(SHAPED, {
  'benefits.myShop': { merchantId: 'mer_nowhere' },
  'benefits.shopFigures': { merchantId: 'mer_nowhere', month: '2026-07' },
  'benefits.exportMonth': { merchantId: 'mer_nowhere', month: '2026-07', format: 'csv' },
  'benefits.clerkCode': { merchantId: 'mer_nowhere' },
  'benefits.becomeClerk': { code: '000000', name: '某某' },
  'benefits.removeClerk': { merchantId: 'mer_nowhere', clerk: 'p_nobody' },
  'benefits.leaveCounter': { merchantId: 'mer_nowhere' },
  'benefits.handOver': { merchantId: 'mer_nowhere', clerk: 'p_nobody' },
  'benefits.inviteMerchant': { desk: 'o_city/officer', shop: '某某店', town: '371002003', address: '海滨路 8 号' },
  'benefits.invitation': { code: '000000' },
  'benefits.merchants': { desk: 'o_city/officer', state: 'active' },
  'benefits.findMerchants': { desk: 'o_city/officer', text: '没有这家' },
  'benefits.merchant': { desk: 'o_city/officer', id: 'mer_nowhere' },
  'benefits.suspendMerchant': { desk: 'o_city/officer', id: 'mer_nowhere', reason: '核对一下再说' },
  'benefits.liftMerchant': { desk: 'o_city/officer', id: 'mer_nowhere', reason: '核对过了' },
})
for (const name of Object.keys(benefits)) SHAPED[`benefits.${name}`] ??= SHAPED[`cases.${name}`]!
/** The engine's actions are the same in every area that owns kinds. */
for (const name of Object.keys(unions)) SHAPED[`unions.${name}`] ??= SHAPED[`cases.${name}`]!

const REFUSED_TO_STRANGERS: Partial<Record<Access, string[]>> = {
  member: ['NOT_A_MEMBER'],
  clerk: ['FORBIDDEN'],
  provedInQuery: ['FORBIDDEN', 'NOT_FOUND', 'NOT_A_MEMBER'],
}

let world: World
beforeAll(async () => {
  world = await openWorld(20)
}, 60_000)
afterAll(() => world.close())

async function send(area: string, event: unknown, openid = 'a-stranger') {
  return (await world.cloud.invoke(area, event as object, { openid })) as {
    ok: boolean
    error?: { code: string; message: string }
  }
}

test('the table names every action and no other', () => {
  expect(Object.keys(SHAPED).sort()).toEqual(all.map((one) => one.key).sort())
})

describe.each(all)('$key ($access)', ({ area, name, access, key }) => {
  test('lets a stranger in only as far as its access says', async () => {
    const reply = await send(area, { action: name, input: SHAPED[key] })
    const refused = REFUSED_TO_STRANGERS[access]
    if (refused) expect(refused).toContain(reply.error?.code)
    else expect(reply.error?.code).not.toBe('INTERNAL')
  })

  test('without an identity: nothing but what is for anyone', async () => {
    const reply = await send(area, { action: name, input: SHAPED[key] }, '')
    if (access === 'anyone') expect(reply.error?.code).not.toBe('NOT_SIGNED_IN')
    else expect(reply.error?.code).toBe('NOT_SIGNED_IN')
  })

  test('refuses what is no input, in Chinese, with a stable code, and keeps nothing', async () => {
    const before = ['people', 'cases', 'ledger', 'memberships', 'messages'].map((name) => world.cloud.count(name))
    const shaped = SHAPED[key]!
    const bad: unknown[] = [
      'text',
      7,
      [],
      [shaped],
      { ...shaped, openid: 'member', isAdmin: true },
      { ...shaped, ['$where']: '1' },
      ...Object.keys(shaped).flatMap((field) => [
        { ...shaped, [field]: { $ne: null } },
        { ...shaped, [field]: [shaped[field as never]] },
        { ...shaped, [field]: 'x'.repeat(50_000) },
        { ...shaped, [field]: null },
      ]),
    ]
    for (const input of bad) {
      const reply = await send(area, { action: name, input })
      expect({ input: JSON.stringify(input).slice(0, 60), code: reply.error?.code }).toMatchObject({
        code: 'BAD_INPUT',
      })
      expect(reply.error?.message).toMatch(/[\u4e00-\u9fff]/)
      expect(reply.error?.message).not.toMatch(/[a-z]{4,}/i)
    }
    expect(['people', 'cases', 'ledger', 'memberships', 'messages'].map((name) => world.cloud.count(name))).toEqual(
      before,
    )
  })
})

test.each([[{}], [{ action: 'constructor' }], [{ action: '__proto__' }], [{ action: ['me'] }]])(
  'an event that names no action: %j',
  async (event) =>
    expect(await send('membership', event)).toMatchObject({ ok: false, error: { code: 'UNKNOWN_ACTION' } }),
)

test('a use case that throws gives a reference number and nothing of what it held', async () => {
  const keys = process.env.UNION_KEYS
  const bare = await openWorld(1, { UNION_KEYS: '' })
  process.env.UNION_KEYS = keys
  const code = await phoneCode(bare.url, 'a-worker')
  const reply = await bare.as('a-worker')('membership.givePhone', { code })
  await bare.close()
  expect(reply).toMatchObject({ ok: false, error: { code: 'INTERNAL' } })
  expect(!reply.ok && reply.error.reference).toMatch(/^[0-9A-F]{2}-\d{4}$/)
  expect(JSON.stringify(reply)).not.toMatch(/UNION_KEYS|Error:|at .*:\d+|\{"_id"/)
})
