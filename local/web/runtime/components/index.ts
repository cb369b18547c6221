/** Every built-in component. */
import { button } from './button'
import { canvas } from './canvas'
import { checkbox, checkboxGroup, radio, radioGroup, switchControl } from './choices'
import { containers } from './containers'
import type { Builtin } from './define'
import { form } from './form'
import { coverImage, image } from './image'
import { input } from './input'
import { label } from './label'
import { map } from './map'
import { ad, camera, icon, openData, video, webView } from './media'
import { movableArea, movableView } from './movable'
import { navigator } from './navigator'
import { navigationBar, pageContainer, pageMeta } from './page-meta'
import { picker } from './picker'
import { pickerView, pickerViewColumn } from './picker-view'
import { richText } from './rich-text'
import { scrollView } from './scroll-view'
import { progress, slider } from './slider'
import { swiper, swiperItem } from './swiper'
import { text } from './text'
import { textarea } from './textarea'

export const builtins: Builtin[] = [
  ...containers,
  text,
  image,
  coverImage,
  button,
  input,
  textarea,
  form,
  label,
  checkbox,
  checkboxGroup,
  radio,
  radioGroup,
  switchControl,
  slider,
  progress,
  picker,
  pickerView,
  pickerViewColumn,
  scrollView,
  swiper,
  swiperItem,
  navigator,
  richText,
  canvas,
  map,
  video,
  icon,
  webView,
  camera,
  openData,
  ad,
  movableArea,
  movableView,
  pageMeta,
  navigationBar,
  pageContainer,
]
