//! How much a template may do: counted, not timed, so that the same post always shows the same.

/// A budget is used up; the words say which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spent(pub &'static str);

/// Blocks and includes are nested this deep at most, as Liquid's scopes are.
const DEEPEST: usize = 100;

/// What is left.
#[derive(Debug)]
pub struct Budget {
    steps: usize,
    bytes: usize,
    depth: usize,
}

impl Default for Budget {
    /// A page of a real blog that lists 5,000 posts takes about 100,000 steps; a million and a half take about a second.
    fn default() -> Self {
        Self { steps: 1_500_000, bytes: 32 << 20, depth: DEEPEST }
    }
}

impl Budget {
    /// Takes steps.
    pub fn step(&mut self, steps: usize) -> Result<(), Spent> {
        self.steps = self.steps.checked_sub(steps).ok_or(Spent("it takes too many steps"))?;
        Ok(())
    }

    /// Takes the steps that looking at so many bytes is worth.
    pub fn look(&mut self, bytes: usize) -> Result<(), Spent> {
        self.step(bytes / 128)
    }

    /// Takes bytes of new text or values.
    pub fn make(&mut self, bytes: usize) -> Result<(), Spent> {
        self.bytes = self.bytes.checked_sub(bytes).ok_or(Spent("it makes too much text"))?;
        self.look(bytes)
    }

    /// Goes one block or include deeper.
    pub fn enter(&mut self) -> Result<(), Spent> {
        self.depth = self.depth.checked_sub(1).ok_or(Spent("its blocks and includes nest too deep"))?;
        Ok(())
    }

    /// Comes back from wherever it was.
    pub fn surface(&mut self) {
        self.depth = DEEPEST;
    }

    /// Comes back.
    pub fn leave(&mut self) {
        self.depth += 1;
    }
}
