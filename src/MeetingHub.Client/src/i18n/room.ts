import room from "./vi/room.json";
import shared from "./vi/shared.json";
import { createLanguage } from "./language";

export const createRoomLanguage = () =>
  createLanguage({
    vi: { ...shared, ...room },
    en: async () => {
      const [{ default: shared }, { default: room }] = await Promise.all([import("./en/shared.json"), import("./en/room.json")]);
      return { ...shared, ...room };
    },
  });
