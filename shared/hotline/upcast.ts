/** Earlier versions of these events, lifted as they are read (tests/contract/events holds a sample of each). */
import type { EventData } from '#shared/kernel/event.ts';

/** From version 1 to 2; an event not named here has had one version only. */
export const HOTLINE_UPCASTS: Readonly<Record<string, readonly ((data: EventData) => EventData)[]>> = {
  // nobody was asked in which sub-district
  HotlineCaseRegistered: [(data) => ({ ...data, subdistrict: null })],
  HotlineCaseClassified: [(data) => ({ ...data, subdistrict: null })],
};
