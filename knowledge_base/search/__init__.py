"""Finding: words (bm25s over jieba), vectors (Chroma), sound, fused into one score an item."""
