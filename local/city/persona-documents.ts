import { idFrom } from '../../cloudfunctions/kernel/ids'
import type { Message } from '../../cloudfunctions/kernel/messages'
import type { Org } from '../../cloudfunctions/kernel/orgs'
import { newPerson, type Person } from '../../cloudfunctions/kernel/people'
import { addDays, dayOf } from '../../miniprogram/rules/days'
import { actOn, applyToJoin, chainsIn, readAlready, termsOf } from './cases'
import type { CityData, PersonaData } from './city-data'
import type { Documents } from './documents'
import { entriesOf, membershipFromRoll } from './memberships'
import { merchantIdOf } from './merchants'
import { byName, daysAgo, personOf, postAt, titleOf } from './people'
import { idNumberOfPersona, openidOf } from './personas'
import { Random } from './random'
import { useCard } from './savings'
import type { Counter } from './staff'

/** What the city knows of the personas. A newcomer is not known at all. */
export function buildPersonas(data: CityData, orgs: Org[], counters: Counter[], seed: number, now: Date): Documents {
  const known = data.personas.filter((persona) => persona.known)
  const each = known.map((persona) => {
    const person = personDocument(persona, data, orgs, now)
    const card = persona.membership && cardOf(persona, person, data, orgs, counters, new Random(seed, persona.id), now)
    const told = persona.refused && refusalOf(persona, person, orgs, data, now)
    return {
      people: [person],
      memberships: card ? [card.membership] : [],
      cases: told ? [told.standing] : [],
      ledger: [...(card?.entries ?? []), ...(told?.entries ?? [])],
      messages: messagesOf(persona, now),
    }
  })
  return {
    people: each.flatMap((one) => one.people),
    memberships: each.flatMap((one) => one.memberships),
    cases: each.flatMap((one) => one.cases),
    ledger: each.flatMap((one) => one.ledger),
    messages: each.flatMap((one) => one.messages),
  }
}

function personDocument(persona: PersonaData, data: CityData, orgs: Org[], now: Date): Person {
  const posts = (persona.posts ?? []).map(({ union, title, role }) =>
    postAt(byName(orgs, union), title, persona.name, role, newPerson(openidOf(persona), now)._id),
  )
  const { counter, phone } = persona
  // Who alone stands at a shop's counter signed for it.
  const owns = persona.owns ?? data.personas.filter((one) => one.counter === counter).length === 1
  const counters = counter
    ? [{ merchantId: merchantIdOf(counter), merchantName: counter, ...(owns && { owner: true }) }]
    : []
  return personOf(openidOf(persona), phone, data.settings.noticeVersion, daysAgo(200, now), { posts, counters })
}

/** Her membership, begun on the first day of a July, and the uses of her card. */
function cardOf(
  persona: PersonaData,
  person: Person,
  data: CityData,
  orgs: Org[],
  counters: Counter[],
  random: Random,
  now: Date,
) {
  const { union, employer, employment, yearsAgo, cardNumber, cardState, uses } = persona.membership!
  const membership = membershipFromRoll({
    person: person._id,
    openid: person.openid,
    name: persona.name,
    idNumber: idNumberOfPersona(persona),
    phone: persona.phone,
    employment,
    employer,
    org: byName(orgs, union),
    since: `${Number(addDays(dayOf(now), -181).slice(0, 4)) - yearsAgo}-07-01`,
    cardNumber,
    cardState,
    cardYears: data.settings.cardYears,
  })
  const lostAt = cardState === 'lost' ? daysAgo(1, now) : null
  const nearby = counters.filter((one) => one.offers[0]!.district === data.districts[0]!.name)
  const savings = useCard(membership, uses, nearby, random, lostAt ?? now)
  return { membership, entries: [...entriesOf(membership, lostAt), ...savings] }
}

function refusalOf(persona: PersonaData, person: Person, orgs: Org[], data: CityData, now: Date) {
  const city = termsOf(data)
  const { union, employer, note, daysAgo: days } = persona.refused!
  const org = byName(orgs, union)
  const applied = applyToJoin(
    {
      person: person._id,
      openid: person.openid,
      name: persona.name,
      idNumber: idNumberOfPersona(persona),
      employment: 'platform',
      employer,
      org,
      chain: chainsIn(orgs)(org),
      at: daysAgo(days, now),
    },
    city,
  )
  return readAlready(actOn(applied, { act: 'refuse', note }, titleOf(org), daysAgo(days - 1, now), city))
}

function messagesOf(persona: PersonaData, now: Date): Message[] {
  const openid = openidOf(persona)
  return (persona.messages ?? []).map(({ title, text, daysAgo: days, unread, link }, n) => ({
    _id: idFrom('msg', openid, n),
    openid,
    title,
    text,
    at: daysAgo(days, now),
    unread,
    link,
  }))
}
