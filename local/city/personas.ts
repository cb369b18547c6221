import type { Coordinates } from '../../miniprogram/rules/places'
import { daysBetween } from '../../miniprogram/rules/days'
import type { CityData, PersonaData } from './city-data'
import { idNumberOf } from './identity'
import { weihai } from './weihai'

/** One of the people to be on the start page, as the browser runtime and the start page read her. */
export interface Persona {
  id: string
  name: string
  openid: string
  role: string
  note: string
  phone: string
  /** Where her phone says she is. */
  location?: Coordinates
  /** What to fill in when she applies to join. */
  idNumber: string
}

export const personas: Persona[] = personasOf(weihai)

export function personasOf({ personas: all }: CityData): Persona[] {
  return all.map((data) => {
    const { id, name, role, note, phone, location } = data
    return { id, name, openid: openidOf(data), role, note, phone, location, idNumber: idNumberOfPersona(data) }
  })
}

export function openidOf({ id }: Pick<PersonaData, 'id'>): string {
  return `persona-${id}`
}

export function idNumberOfPersona({ id, birthDay, sex }: PersonaData): string {
  return idNumberOf('other', birthDay, (id.length * 31 + daysBetween('1966-01-01', birthDay)) % 100, sex)
}
