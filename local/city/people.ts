import {
  crewDeskOf,
  deskOf,
  newPerson,
  type Counter,
  type Person,
  type Post,
  type Role,
} from '../../cloudfunctions/kernel/people'
import type { Org } from '../../cloudfunctions/kernel/orgs'
import { blindIndex, seal } from '../../cloudfunctions/kernel/seal'
import { addDays, dayOf, startOfDay, type Day } from '../../miniprogram/rules/days'
import { maskPhone } from '../../miniprogram/rules/masks'

/** A person who has opened the app, agreed to the notice and given her phone number. */
export function personOf(
  openid: string,
  phone: string,
  noticeVersion: string,
  since: Date,
  more: { posts?: Post[]; counters?: Counter[] } = {},
): Person {
  return {
    ...newPerson(openid, since),
    phone: seal(phone),
    phoneIndex: blindIndex('phone', phone),
    phoneMasked: maskPhone(phone),
    agreedNotice: { version: noticeVersion, at: since },
    ...more,
  }
}

/** The post of somebody who answers a union's desk. */
export function postAt(org: Org, title: string, name: string, role: Role = 'officer', person = ''): Post {
  return {
    desk: role === 'officer' ? deskOf(org._id, role) : crewDeskOf(org._id, role, person),
    org: org._id,
    orgName: org.name,
    orgPath: org.path,
    level: org.level,
    role,
    title,
    name,
  }
}

const TITLES: Record<Org['level'], string> = {
  city: '基层工作部干事',
  county: '组织部干事',
  town: '专职副主席',
  grassroots: '工会主席',
}
export const titleOf = (org: Org) => TITLES[org.level]

/** Ten in the morning in Shanghai, so many days ago. */
export function daysAgo(days: number, now: Date): Date {
  return morningOf(addDays(dayOf(now), -days))
}

export function morningOf(day: Day): Date {
  return new Date(startOfDay(day) + 10 * 3_600_000)
}

/** Finds what the city's data speaks of by name. Throws when there is none. */
export function byName<T extends { name: string }>(list: readonly T[], name: string): T {
  const found = list.find((one) => one.name === name)
  if (!found) throw new Error(`the city has no ${name}`)
  return found
}
