/** Where on its product an image goes. */
export const PLACEMENT_CHOICES = [
  { value: "end", label: "After the other photos" },
  { value: "first", label: "As the first image" },
  { value: "after_photo", label: "Right after its photo" },
] as const;
