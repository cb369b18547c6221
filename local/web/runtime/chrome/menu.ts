/** What the capsule's two halves do. */
import { openMenuSheet } from '../wx/share'
import { reLaunch } from '../router'
import { context } from '../context'

/** The dots: share, enter again. */
export function openMenu(): void {
  void openMenuSheet()
}
/** The ring: WeChat would leave the program; here it starts from its first page. */
export function closeApp(): void {
  void reLaunch(`/${context.bundle.pages[0]}`)
}
