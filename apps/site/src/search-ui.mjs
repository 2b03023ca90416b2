/**
 * Pagefind's search, with other sections: of a long page it shows the three with the most matches, in the order of the
 * page. Here they are those where matches weigh most, such as matches in a heading, the best one first.
 */
import { PagefindUI as BaseUI } from "@pagefind/default-ui";

export class PagefindUI extends BaseUI {
  constructor({ processResult, ...options }) {
    super({
      ...options,
      processResult(result) {
        processResult(result);
        const { url } = result;
        // Pagefind counts the title of a page as a section.
        const sections = result.sub_results.map((section) =>
          section.url === `${url}#_top` ? { ...section, url } : section,
        );
        // The first one stands for the page itself if matches come before the first heading.
        const isPage = (section) => section === sections[0] && section.url === url;
        const best = sections
          .filter((section) => !isPage(section))
          .map((section) => ({ section, weight: weightOf(section) }))
          .toSorted((a, b) => b.weight - a.weight)
          .slice(0, 3)
          .map(({ section }) => section);
        result.sub_results = [...sections.filter(isPage), ...best];
        return result;
      },
    });
    // Its name is only a tooltip otherwise.
    const field = document.querySelector(options.element)?.querySelector("input");
    field?.setAttribute("aria-label", options.translations.placeholder);
  }
}

const weightOf = ({ weighted_locations: matches }) =>
  matches.reduce((sum, { balanced_score: score }) => sum + score, 0);
