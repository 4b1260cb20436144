import { inject, type InjectionKey } from "vue";
import type { LocalDevices } from "./devices";

export const devicesKey: InjectionKey<LocalDevices> = Symbol("devices");

export function useDevices(): LocalDevices {
  const devices = inject(devicesKey);
  if (!devices) throw new Error("Only inside a room.");
  return devices;
}
