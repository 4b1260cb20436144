import pages from "./vi/pages.json";
import shared from "./vi/shared.json";
import { createLanguage } from "./language";

export const createPagesLanguage = () =>
  createLanguage({
    vi: { ...shared, ...pages },
    en: async () => {
      const [{ default: shared }, { default: pages }] = await Promise.all([import("./en/shared.json"), import("./en/pages.json")]);
      return { ...shared, ...pages };
    },
  });
