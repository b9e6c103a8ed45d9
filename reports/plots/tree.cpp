// Which facts decide a rule: rule, tests, facts, exhibits, each below what rests on it. Kinds
// differ by the shape of their mark, states by words.
#include <algorithm>

#include "reports/plots/canvas.hpp"

namespace isonomia::reports {

namespace {

void mark(Canvas& canvas, const TreeNode& node, double x, double y) {
    const std::string few = node.open ? " few" : "";
    switch (node.kind) {
        case NodeKind::rule:
            canvas.rect("node", x - 6, y - 6, 12, 12);
            break;
        case NodeKind::test:
            canvas.diamond("dot" + few, x, y, 6);
            break;
        case NodeKind::fact:
            canvas.circle("dot" + few, x, y, 5);
            break;
        case NodeKind::exhibit:
            canvas.path(
                "page",
                {{{x - 5, y - 6}, {x + 2, y - 6}, {x + 5, y - 3}, {x + 5, y + 6}, {x - 5, y + 6}}},
                true);
            break;
    }
    if (node.against) canvas.cross(x, y, 8);
}

}  // namespace

Drawing draw(const TreePlot& plot, double width) {
    const bool wide = width >= 600;
    const double indent = wide ? 26 : 14;
    const double row = wide ? 28 : 46;
    const double state_room = wide ? 190 : 0;
    Canvas canvas(width);
    std::vector<double> last_y;  // of the node at each depth
    double y = 6;
    for (const TreeNode& node : plot.nodes) {
        const std::size_t depth = std::min<std::size_t>(node.depth, 12);
        const double x = 9 + indent * static_cast<double>(depth);
        const double middle = y + 13;
        last_y.resize(depth + 1, middle);
        if (depth > 0) {
            const double trunk = x - indent;
            canvas.path("branch",
                        {{{trunk, last_y[depth - 1] + 9}, {trunk, middle}, {x - 9, middle}}});
        }
        last_y[depth] = middle;
        mark(canvas, node, x, middle);
        const double room = width - x - 16 - state_room;
        canvas.text(node.kind == NodeKind::rule ? "label ref" : "label", x + 16, middle + 5,
                    fit(node.text, room));
        if (wide)
            canvas.text("n", width, middle + 5, fit(node.state, state_room - 10, quiet_size), 'e');
        else
            canvas.text("n", x + 16, middle + 22, fit(node.state, room, quiet_size));
        y += row;
    }
    if (!plot.more.empty()) {
        canvas.text("note", 0, y + 14, plot.more);
        y += 20;
    }
    return canvas.finish(y + 6);
}

}  // namespace isonomia::reports
