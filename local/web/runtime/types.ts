/** Shapes shared by the browser side. */
import type { glassEasel } from 'glass-easel-miniprogram-adapter'

/** What app.js hands over: the built mini-program. */
export interface AppBundle {
  app: AppConfig
  pages: string[]
  configs: Record<string, UnitConfig>
  /** Small pictures of the package: `/path` → data: address. */
  assets: Record<string, string>
  templates: Record<string, (name: string) => never>
  modules: Record<string, () => unknown>
  start(): unknown
}
export interface WindowConfig {
  navigationBarTitleText?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: 'black' | 'white'
  navigationStyle?: 'default' | 'custom'
  backgroundColor?: string
  backgroundTextStyle?: 'dark' | 'light'
  enablePullDownRefresh?: boolean
  onReachBottomDistance?: number
  disableScroll?: boolean
}
export interface TabItem {
  pagePath: string
  text: string
  iconPath?: string
  selectedIconPath?: string
}
export interface TabBarConfig {
  custom?: boolean
  color?: string
  selectedColor?: string
  backgroundColor?: string
  borderStyle?: 'black' | 'white'
  list: TabItem[]
}
export interface AppConfig {
  window?: WindowConfig
  tabBar?: TabBarConfig
  entryPagePath?: string
  /** `false` switches the privacy gate off, as before September 2023. */
  __usePrivacyCheck__?: boolean
  [key: string]: unknown
}
export interface UnitConfig extends WindowConfig {
  component?: boolean
  usingComponents: Record<string, string>
  styleIsolation?: string
  scope?: string
}

/** The mini-program's own objects: their fields are whatever the program wrote, so they cannot be typed. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Loose = Record<string, any>
export type Component = glassEasel.GeneralComponent
export type Elem = glassEasel.Element
/** A DOM element that stands for an element of the engine. */
export type HostElement = HTMLElement & { __wxElement?: Elem }

/** The options object every asynchronous wx call takes. */
export interface WxOptions extends Loose {
  success?: (result: Loose) => void
  fail?: (error: Loose) => void
  complete?: (result: Loose) => void
}
