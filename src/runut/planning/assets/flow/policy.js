// The pages take no inline style (`style-src 'self'`). diagram-js sets its own through the CSS object model, which is allowed, but for two
// sets of icons that it writes as HTML: there each style becomes the attributes that say the same, so that nothing is refused.
import align from "bpmn-js/lib/features/align-elements/AlignElementsIcons";
import distribute from "bpmn-js/lib/features/distribute-elements/DistributeElementsIcons";

const attributes = (css) => css.replace(/\s*([\w-]+)\s*:\s*([^;"]+);?/g, '$1="$2" ');

for (const icons of [align, distribute])
  for (const [name, html] of Object.entries(icons)) icons[name] = html.replace(/style="([^"]*)"/g, (_whole, css) => attributes(css));
