//! The table: commands of TeX and the characters that stand for them.

/// The character of a command.
pub(super) fn symbol(name: &str) -> Option<&'static str> {
    TABLE.iter().find(|(command, _)| *command == name).map(|(_, symbol)| *symbol)
}

#[rustfmt::skip]
const TABLE: &[(&str, &str)] = &[
    ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"), ("epsilon", "ϵ"), ("varepsilon", "ε"),
    ("zeta", "ζ"), ("eta", "η"), ("theta", "θ"), ("vartheta", "ϑ"), ("iota", "ι"), ("kappa", "κ"), ("lambda", "λ"),
    ("mu", "μ"), ("nu", "ν"), ("xi", "ξ"), ("pi", "π"), ("varpi", "ϖ"), ("rho", "ρ"), ("varrho", "ϱ"),
    ("sigma", "σ"), ("varsigma", "ς"), ("tau", "τ"), ("upsilon", "υ"), ("phi", "ϕ"), ("varphi", "φ"), ("chi", "χ"),
    ("psi", "ψ"), ("omega", "ω"), ("Gamma", "Γ"), ("Delta", "Δ"), ("Theta", "Θ"), ("Lambda", "Λ"), ("Xi", "Ξ"),
    ("Pi", "Π"), ("Sigma", "Σ"), ("Upsilon", "Υ"), ("Phi", "Φ"), ("Psi", "Ψ"), ("Omega", "Ω"),
    ("times", "×"), ("div", "÷"), ("cdot", "·"), ("pm", "±"), ("mp", "∓"), ("ast", "∗"), ("star", "⋆"),
    ("circ", "∘"), ("bullet", "•"), ("oplus", "⊕"), ("ominus", "⊖"), ("otimes", "⊗"), ("odot", "⊙"),
    ("cup", "∪"), ("cap", "∩"), ("setminus", "∖"), ("wedge", "∧"), ("land", "∧"), ("vee", "∨"), ("lor", "∨"),
    ("neg", "¬"), ("lnot", "¬"), ("leq", "≤"), ("le", "≤"), ("geq", "≥"), ("ge", "≥"), ("neq", "≠"), ("ne", "≠"),
    ("ll", "≪"), ("gg", "≫"), ("approx", "≈"), ("sim", "∼"), ("simeq", "≃"), ("cong", "≅"), ("equiv", "≡"),
    ("propto", "∝"), ("in", "∈"), ("notin", "∉"), ("ni", "∋"), ("subset", "⊂"), ("subseteq", "⊆"), ("supset", "⊃"),
    ("supseteq", "⊇"), ("emptyset", "∅"), ("varnothing", "∅"), ("forall", "∀"), ("exists", "∃"), ("nexists", "∄"),
    ("partial", "∂"), ("nabla", "∇"), ("infty", "∞"), ("aleph", "ℵ"), ("hbar", "ℏ"), ("ell", "ℓ"), ("Re", "ℜ"),
    ("Im", "ℑ"), ("wp", "℘"), ("angle", "∠"), ("perp", "⊥"), ("parallel", "∥"), ("mid", "∣"), ("vdash", "⊢"),
    ("models", "⊨"), ("top", "⊤"), ("bot", "⊥"), ("to", "→"), ("rightarrow", "→"), ("leftarrow", "←"), ("gets", "←"),
    ("leftrightarrow", "↔"), ("Rightarrow", "⇒"), ("Leftarrow", "⇐"), ("Leftrightarrow", "⇔"), ("implies", "⟹"),
    ("iff", "⟺"), ("mapsto", "↦"), ("uparrow", "↑"), ("downarrow", "↓"), ("longrightarrow", "⟶"), ("sum", "∑"),
    ("prod", "∏"), ("coprod", "∐"), ("int", "∫"), ("iint", "∬"), ("oint", "∮"), ("bigcup", "⋃"), ("bigcap", "⋂"),
    ("langle", "⟨"), ("rangle", "⟩"), ("lfloor", "⌊"), ("rfloor", "⌋"), ("lceil", "⌈"), ("rceil", "⌉"),
    ("lvert", "|"), ("rvert", "|"), ("vert", "|"), ("lVert", "‖"), ("rVert", "‖"), ("Vert", "‖"), ("ldots", "…"),
    ("dots", "…"), ("cdots", "⋯"), ("vdots", "⋮"), ("ddots", "⋱"), ("prime", "′"), ("dagger", "†"), ("degree", "°"),
    ("quad", "  "), ("qquad", "  "), ("colon", ":"), ("backslash", "\\"), ("lbrace", "{"), ("rbrace", "}"),
    ("square", "□"), ("blacksquare", "■"), ("triangle", "△"), ("checkmark", "✓"), ("therefore", "∴"),
    ("because", "∵"), ("asymp", "≍"), ("prec", "≺"), ("succ", "≻"), ("preceq", "⪯"), ("succeq", "⪰"), ("bmod", " mod "),
    ("mod", " mod "), ("sin", "sin "), ("cos", "cos "), ("tan", "tan "), ("log", "log "), ("ln", "ln "), ("exp", "exp "),
    ("lim", "lim "), ("max", "max "), ("min", "min "), ("sup", "sup "), ("inf", "inf "), ("arg", "arg "),
    ("det", "det "), ("dim", "dim "), ("ker", "ker "), ("gcd", "gcd "), ("Pr", "Pr "), ("deg", "deg "),
    ("sinh", "sinh "), ("cosh", "cosh "), ("tanh", "tanh "), ("arctan", "arctan "), ("LaTeX", "LaTeX"), ("TeX", "TeX"),
];

/// A raised character.
pub(super) fn superscript(c: char) -> Option<char> {
    pick(c, "0123456789+−=()abcdefghijklmnoprstuvwxyzTβγδθ", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᵝᵞᵟᶿ")
        .or_else(|| (c == '′').then_some(c))
}

/// A lowered character.
pub(super) fn subscript(c: char) -> Option<char> {
    pick(c, "0123456789+−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")
}

fn pick(c: char, from: &str, to: &str) -> Option<char> {
    from.chars().zip(to.chars()).find(|(f, _)| *f == c).map(|(_, t)| t)
}

/// A letter of the blackboard.
pub(super) fn blackboard(c: char) -> char {
    pick(c, "CHNPQRZE1", "ℂℍℕℙℚℝℤ𝔼𝟙").unwrap_or(c)
}
