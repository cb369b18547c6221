import { callAs, good } from '../../local/call-as'
import { someId } from '../../local/city/identity'
import { personas } from '../../local/city/personas'
import type { Started } from '../../local/start-all'
import { addPapers } from '../areas/papers'
import type { World } from '../areas/world'

/** Applications that journeys at the desk begin with, handed in as a phone would. */

/** The started city as area tests see a world. */
export function worldOf({ cloud, url }: Started): World {
  const openidOf = (who: string) => personas.find((one) => one.id === who)?.openid ?? who
  return { cloud, url, openidOf, as: (who) => callAs(cloud, openidOf(who)), logged: [], close: async () => undefined }
}

/** 困难帮扶 of a household in deep hardship; `nth` makes its invented ID numbers. */
export async function applyForHardship(world: World, who: string, nth: number, more: object = {}) {
  const papers = await addPapers(world, who, {
    idCard: 'idCard',
    householdBook: 'householdBook',
    income: 'incomeProof',
    authority: 'checkAuthority',
    diagnosis: 'diagnosis',
  })
  const form = {
    district: '371002',
    members: [
      { relation: 'self', idNumber: someId(nth), incomeFen: 3_600_000 },
      { relation: 'spouse', idNumber: someId(nth + 1), incomeFen: 0 },
      { relation: 'child', idNumber: someId(nth + 2), incomeFen: 0 },
    ],
    medicalFen: 1_200_000,
    tuitionFen: 200_000,
    otherRigidFen: 0,
    lossFen: 0,
    cause: 'ownIllness',
    bankAccount: '990000000000000001',
    bankName: '海岬银行',
    compareConsent: true,
    ...more,
  }
  const sent = { kind: 'hardship', version: 1, clientKey: `desk-hardship-${nth}`, form, papers }
  return (await good(world.as(who)('cases.submit', sent))).case
}
