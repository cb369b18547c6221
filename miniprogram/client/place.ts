import type { Coordinates } from '../rules/places'

/**
 * Where I am, or null. `ask` false: only if the person has allowed it before, so that opening a page never brings up a
 * question; true: after a tap that says why.
 */
export async function whereAmI(ask: boolean): Promise<Coordinates | null> {
  try {
    const { authSetting } = await wx.getSetting()
    if (!authSetting['scope.userLocation'] && !ask) return null
    const { latitude, longitude } = await wx.getLocation({ type: 'gcj02' })
    return { latitude, longitude }
  } catch {
    return null
  }
}
