import { z } from 'zod'
import { UNION_MARKS } from '../../miniprogram/rules/offer-rules'

/** The officer's members desk. Its own file: the area's contract.ts spreads it. */

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const desk = z.string().min(3).max(120)
const id = z.string().min(3).max(60)
const after = z.string().max(400).optional()
const state = z.enum(['active', 'transferring', 'retained', 'left', 'expelled'])
const cardState = z.enum(['active', 'lost', 'suspended', 'retired'])

/** A line of the roll: no more than tells two of one name apart. */
const memberRow = z.object({
  id: z.string(),
  name: z.string(),
  employer: z.string(),
  unionName: z.string(),
  state,
  /** The last four of her ID number; empty where it is no longer held. */
  idTail: z.string(),
})
export type MemberRow = z.infer<typeof memberRow>

const page = z.object({ members: z.array(memberRow), next: z.string().nullable() })

/** What a desk may do with a member. The desk's page says what each means and leads on. */
const memberAct = z.enum(['suspendCard', 'restoreCard', 'lapse', 'expel'])
export type MemberAct = z.infer<typeof memberAct>

export const membersContract = {
  /** A grassroots union's own members in one state, by name, 20 a page. FORBIDDEN: the desk is not the caller's. */
  members: {
    in: z.strictObject({ desk, state: z.enum(['active', 'transferring', 'retained']).default('active'), after }),
    out: page,
  },
  /** Members of the desk's union and those below: by name or its beginning, or by the end of phone or ID number. */
  findMembers: {
    in: z.discriminatedUnion('by', [
      z.strictObject({
        desk,
        by: z.literal('name'),
        text: z.string().trim().min(1, '请输姓名').max(20, '姓名最多 20 个字'),
        after,
      }),
      z.strictObject({
        desk,
        by: z.literal('phoneTail'),
        text: z.string().regex(/^\d{4}$/, '请输手机号最后四位数字'),
        after,
      }),
      z.strictObject({
        desk,
        by: z.literal('idTail'),
        text: z.string().regex(/^\d{3}[\dXx]$/, '请输身份证号最后四位，最后一位可能是 X'),
        after,
      }),
    ]),
    out: page,
  },
  /** One member. The look is written down before anything is told; she reads it in 「谁看过我的资料」. */
  member: {
    in: z.strictObject({ desk, id }),
    out: z.object({
      member: memberRow.extend({
        idMasked: z.string(),
        phoneMasked: z.string().nullable(),
        birthDay: z.string(),
        employment: z.string(),
        unionPhone: z.string(),
        since: day,
        stateSince: day,
        past: z.array(z.object({ unionName: z.string(), until: day, why: z.string() })),
        card: z.object({ number: z.string(), state: cardState, why: z.string(), validUntil: day }),
        /** Her applications that somebody still has to do something with; 20 means 20 or more. */
        openCases: z.number(),
        acts: z.array(memberAct),
        marks: z.array(z.enum(UNION_MARKS)),
        /** Whether this desk may change her marks: not her own, not those of one who left. */
        mayMark: z.boolean(),
      }),
    }),
  },
}
