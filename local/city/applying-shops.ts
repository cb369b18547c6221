import { merchantJoining } from '../../cloudfunctions/benefits/kinds/merchant-joining'
import { branchesOf } from '../../cloudfunctions/benefits/branch-form'
import { dealOf } from '../../cloudfunctions/benefits/deal-form'
import type { Org } from '../../cloudfunctions/kernel/orgs'
import { newPerson } from '../../cloudfunctions/kernel/people'
import type { Paper } from '../../cloudfunctions/kernel/vault'
import { dayOf } from '../../miniprogram/rules/days'
import { creditCodeOf } from './agreements'
import { chainsIn, handIn, termsOf } from './cases'
import type { CityData } from './city-data'
import { townsOf } from './divisions'
import type { Documents } from './documents'
import { mobileOf } from './identity'
import { daysAgo, personOf } from './people'

/** A shop that waits at the county's desk for its licence and offers to be looked at. */

export const SHOPKEEPER = 'shopkeeper-1'

export function buildApplyingShops(data: CityData, orgs: Org[], papers: Paper[], now: Date): Documents {
  const at = daysAgo(2, now)
  const person = personOf(SHOPKEEPER, mobileOf(9500), data.settings.noticeVersion, at)
  const town = data.shoppingTowns[0]!
  const org = orgs.find((one) => one.town === town.town && one.level === 'town')!
  const { latitude, longitude } = town.centre
  const branch = {
    town: town.town,
    address: '文化中路 88 号',
    spot: `${latitude.toFixed(6)},${longitude.toFixed(6)}`,
    opens: '06:00',
    closes: '20:30',
    phone: `${data.areaCode}-5009188`,
  }
  const offers = [
    { terms: 'percent', payPercent: 88, covers: '全部', not: '酒水、烟除外', limits: 'none' },
    { terms: 'fixedPrice', priceFen: 800, usualFen: 1200, covers: '早餐一份', limits: 'some', mineDay: 1 },
  ]
  const answers = {
    shop: '晨光早餐铺',
    category: 'eat',
    name: '刘春生',
    phone: branch.phone,
    creditCode: creditCodeOf(99_001),
    branches: [branch],
    offers,
    promise: true,
  }
  const licence = papers.find((paper) => paper.person === person._id && paper.type === 'businessLicence')!
  const districts = data.districts.map(({ code, name }) => ({ code, name, towns: townsOf(code) }))
  const { standing, entries } = handIn(
    merchantJoining,
    {
      area: 'benefits',
      person: person._id,
      openid: SHOPKEEPER,
      name: answers.shop,
      answers,
      facts: {
        shop: answers.shop,
        creditCode: answers.creditCode,
        branches: branchesOf([branch], { districts }),
        deals: offers.map((offer, i) => dealOf(offer, `d${i + 1}`, 1, dayOf(at))),
        invited: null,
      },
      chain: chainsIn(orgs)(org),
      papers: [
        {
          slot: 'licence',
          paper: licence._id,
          type: 'businessLicence',
          title: '营业执照',
          validUntil: null,
          consentAt: at,
          withdrawnAt: null,
        },
      ],
      at,
    },
    termsOf(data),
  )
  return { people: [person], memberships: [], cases: [standing], ledger: entries, messages: [] }
}

/** Whose licence it is. */
export const shopkeeper = (now: Date) => newPerson(SHOPKEEPER, now)
