import { actions as benefits } from '../../cloudfunctions/benefits/index'
import { actions as cases } from '../../cloudfunctions/cases/index'
import { actions as documents } from '../../cloudfunctions/documents/index'
import { actions as draws } from '../../cloudfunctions/draws/index'
import { actions as inbox } from '../../cloudfunctions/inbox/index'
import { actions as interviews } from '../../cloudfunctions/interviews/index'
import type { Access, Action } from '../../cloudfunctions/kernel/serve'
import { actions as membership } from '../../cloudfunctions/membership/index'
import { actions as recruiting } from '../../cloudfunctions/recruiting/index'
import { actions as unions } from '../../cloudfunctions/unions/index'
import { actions as vault } from '../../cloudfunctions/vault/index'
import { phoneCode } from '../../local/call-as'
import { SHAPED } from './every-action-inputs'
import { INTERVIEW_INPUTS } from './interview-inputs'
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
  interviews,
}
const all = Object.entries(areas).flatMap(([area, actions]) =>
  Object.entries(actions).map(([name, { access }]) => ({ area, name, access, key: `${area}.${name}` })),
)

for (const [name, input] of Object.entries(INTERVIEW_INPUTS)) SHAPED[`interviews.${name}`] = input

/** The engine's actions are the same in every area that owns kinds. */
for (const [area, actions] of Object.entries({ membership, benefits, unions, interviews }))
  for (const name of Object.keys(actions)) SHAPED[`${area}.${name}`] ??= SHAPED[`cases.${name}`]!

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
